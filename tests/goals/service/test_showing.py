"""What the pages of goals show at once, and in how many statements."""

from uuid import UUID

import pytest

from mingus import goals
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.goals import service
from mingus.goals.schemas import ContributionDraft, Detail, GoalDraft, Overview
from mingus.goals.service.showing import asks
from tests.ledger.books import Books


def create(member: Member, title: str, **more: object) -> UUID:
    draft = GoalDraft.model_validate({"title": title, "target_amount": "1200", **more})
    with transaction(member.household_id) as db:
        return goals.create(db, member, draft).id


def overview(member: Member) -> Overview:
    with transaction(member.household_id, read_only=True) as db:
        return service.overview(db, member)


def detail(member: Member, goal_id: UUID) -> Detail:
    with transaction(member.household_id, read_only=True) as db:
        return service.detail(db, member, goal_id)


def keeps_a_thousand_a_month(member: Member) -> None:
    books = Books(member)
    checking = books.account("Checking")
    for back in (1, 2, 3):
        books.row(checking, add_months(first_of(today(member.time_zone)), -back), 1000_00, "PAY")


def test_the_overview_has_goals_trash_and_whether_all_fit(alice: Member) -> None:
    keeps_a_thousand_a_month(alice)
    create(alice, "car", monthly_amount="100")
    gone = create(alice, "trip", monthly_amount="100")
    with transaction(alice.household_id) as db:
        goals.delete(db, alice, gone)
    shown = overview(alice)
    assert [goal.name for goal in shown.goals] == ["car"]
    assert [goal.name for goal in shown.deleted] == ["trip"]
    assert (shown.outlook.whole.verdict, shown.outlook.whole.needed.minor) == ("feasible", 100_00)


def test_an_overview_costs_the_same_however_many_goals_there_are(alice: Member, statements: list[str]) -> None:
    counted = []
    for number in range(4):
        create(alice, f"goal {number}", monthly_amount="10")
        statements.clear()
        overview(alice)
        counted.append(len(statements))
    assert len(set(counted)) == 1


def test_a_goal_shows_its_contributions_and_how_it_fits(alice: Member) -> None:
    keeps_a_thousand_a_month(alice)
    goal_id = create(alice, "car", monthly_amount="100")
    with transaction(alice.household_id) as db:
        goals.contribute(db, alice, goal_id, ContributionDraft(amount="25"))
    shown = detail(alice, goal_id)
    assert (shown.goal.name, [line.amount.minor for line in shown.contributions.lines]) == ("car", [25_00])
    assert shown.fit


def test_a_goal_that_asks_for_nothing_says_nothing_about_fitting(alice: Member) -> None:
    reached = create(alice, "car", current_amount="1200")
    paused = create(alice, "trip", monthly_amount="100")
    with transaction(alice.household_id) as db:
        goals.change_status(db, alice, paused, "paused")
    assert (detail(alice, reached).fit, detail(alice, paused).fit) == ("", "")


@pytest.mark.parametrize(
    ("status", "missing_minor", "answer"),
    [("active", 1, True), ("active", 0, False), ("paused", 1, False), ("completed", 1, False), ("cancelled", 1, False)],
)
def test_only_an_active_goal_that_is_not_all_there_asks_for_money(
    status: str, missing_minor: int, *, answer: bool
) -> None:
    assert asks(status, missing_minor) is answer


def test_bob_sees_nothing_of_it(alice: Member, bob: Member) -> None:
    goal_id = create(alice, "car")
    shown = overview(bob)
    assert (shown.goals, shown.deleted) == ([], [])
    with pytest.raises(NotFound):
        detail(bob, goal_id)
