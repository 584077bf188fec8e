from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from mingus import goals
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.ids import new_id
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import GoalChange, GoalDraft, GoalView

NEXT_YEAR = clock.now().date() + timedelta(days=400)


def _draft(**changes: object) -> GoalDraft:
    return GoalDraft.model_validate({"title": "New car", "target_amount": "1000", **changes})


def _create(member: Member, **changes: object) -> GoalView:
    with transaction(member.household_id) as db:
        return goals.create(db, member, _draft(**changes))


def _edit(member: Member, goal: GoalView, **changes: object) -> GoalView:
    with transaction(member.household_id) as db:
        return goals.edit(db, member, goal.id, GoalChange.model_validate(changes))


def _events(member: Member) -> list[str]:
    with transaction(member.household_id, read_only=True) as db:
        entries = select(AuditEntry).where(AuditEntry.household_id == member.household_id).order_by(AuditEntry.number)
        names = [f"{entry.event} {entry.facts.get('change', '')}".strip() for entry in db.scalars(entries)]
    return [name for name in names if name.startswith("Goal")]


def test_a_new_goal_is_active_in_the_households_currency(alice: Member) -> None:
    goal = _create(alice, target_date=NEXT_YEAR, category="car", priority=1)
    assert (goal.status, goal.target, goal.saved, goal.due_on) == ("active", Money(1000_00), Money(0), NEXT_YEAR)
    assert _events(alice) == ["GoalChanged created"]


def test_what_is_there_already_becomes_the_first_contribution(alice: Member) -> None:
    goal = _create(alice, current_amount="250.50")
    assert (goal.saved, goal.percent) == (Money(250_50), 25)
    with transaction(alice.household_id) as db:
        amounts = db.scalars(select(Contribution.amount_minor).where(Contribution.goal_id == goal.id)).all()
    assert amounts == [250_50]


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_date_that_is_not_ahead_is_refused(alice: Member, days: int) -> None:
    day = clock.today(alice.time_zone) + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        _create(alice, target_date=day)
    assert "target_date" in refused.value.fields


def test_a_date_and_a_monthly_amount_together_are_refused(alice: Member) -> None:
    with pytest.raises(Refused) as refused:
        _create(alice, target_date=NEXT_YEAR, monthly_amount="10")
    assert "monthly_amount" in refused.value.fields


def test_more_decimals_than_the_currency_has_are_refused_by_field(alice: Member) -> None:
    with pytest.raises(Refused) as refused:
        _create(alice, target_amount="10.5", currency="JPY")
    assert list(refused.value.fields) == ["target_amount"]


def test_a_monthly_amount_gives_the_goal_its_date(alice: Member) -> None:
    goal = _create(alice, monthly_amount="100")
    assert goal.due_on is not None
    assert goal.target_on is None
    assert goal.needed == Money(100_00)


def test_editing_changes_only_what_was_sent(alice: Member) -> None:
    goal = _create(alice, target_date=NEXT_YEAR, note="Blue, please")
    edited = _edit(alice, goal, title="Used car")
    assert (edited.name, edited.note, edited.due_on) == ("Used car", "Blue, please", NEXT_YEAR)


def test_a_monthly_amount_replaces_the_date_and_back(alice: Member) -> None:
    goal = _create(alice, target_date=NEXT_YEAR)
    monthly = _edit(alice, goal, monthly_amount="50")
    assert (monthly.target_on, monthly.monthly) == (None, Money(50_00))
    dated = _edit(alice, goal, target_date=NEXT_YEAR)
    assert (dated.target_on, dated.monthly) == (NEXT_YEAR, None)
    neither = _edit(alice, goal, target_date=None)
    assert (neither.target_on, neither.monthly) == (None, None)


def test_an_overdue_goal_can_be_renamed_without_a_new_date(alice: Member) -> None:
    goal = _create(alice, target_date=NEXT_YEAR)
    with transaction(alice.household_id) as db:
        db.execute(update(Goal).where(Goal.id == goal.id).values(due_on=date(2020, 1, 1)))
    renamed = _edit(alice, goal, title="Still wanted", target_date=date(2020, 1, 1))
    assert renamed.name == "Still wanted"
    assert renamed.needed is None


def test_correcting_the_amount_saved_books_the_difference(alice: Member) -> None:
    goal = _create(alice, current_amount="300")
    assert _edit(alice, goal, current_amount="120").saved == Money(120_00)
    with transaction(alice.household_id) as db:
        booked = goals.contributions(db, alice, goal.id).lines
    assert sorted(line.amount.minor for line in booked) == [-180_00, 300_00]


def test_a_target_lowered_to_what_is_saved_reaches_the_goal(alice: Member) -> None:
    goal = _create(alice, current_amount="300")
    assert _edit(alice, goal, target_amount="300").is_reached
    assert "GoalReached" in _events(alice)


def test_a_goal_can_rest_go_on_and_end(alice: Member) -> None:
    goal = _create(alice)
    for status in ("paused", "active", "completed", "active", "cancelled"):
        with transaction(alice.household_id) as db:
            assert goals.change_status(db, alice, goal.id, status).status == status
    with transaction(alice.household_id) as db, pytest.raises(Conflict):
        goals.change_status(db, alice, goal.id, "paused")


def test_the_same_status_twice_is_recorded_once(alice: Member) -> None:
    goal = _create(alice)
    for _ in range(2):
        with transaction(alice.household_id) as db:
            goals.change_status(db, alice, goal.id, "paused")
    assert _events(alice) == ["GoalChanged created", "GoalChanged paused"]


def test_a_deleted_goal_is_gone_and_can_come_back(alice: Member) -> None:
    goal = _create(alice)
    with transaction(alice.household_id) as db:
        goals.delete(db, alice, goal.id)
    with transaction(alice.household_id) as db:
        assert goals.list_goals(db, alice) == []
        assert [gone.id for gone in goals.deleted(db, alice)] == [goal.id]
        with pytest.raises(NotFound):
            goals.get(db, alice, goal.id)
    with transaction(alice.household_id) as db:
        assert goals.restore(db, alice, goal.id).name == "New car"
    with transaction(alice.household_id) as db:
        assert goals.get(db, alice, goal.id).deleted_at is None


def test_after_thirty_days_it_stays_gone(alice: Member) -> None:
    goal = _create(alice)
    with transaction(alice.household_id) as db:
        goals.delete(db, alice, goal.id)
        gone_at = clock.now() - timedelta(days=31)
        db.flush()
        db.execute(update(Goal).where(Goal.id == goal.id).values(deleted_at=gone_at))
    with transaction(alice.household_id) as db, pytest.raises(NotFound):
        goals.restore(db, alice, goal.id)


def test_nobody_changes_a_goal_of_someone_else(alice: Member, bob: Member) -> None:
    goal = _create(alice)
    with transaction(bob.household_id) as db:
        with pytest.raises(NotFound):
            goals.edit(db, bob, goal.id, GoalChange(title="Mine"))
        with pytest.raises(NotFound):
            goals.change_status(db, bob, goal.id, "paused")
        with pytest.raises(NotFound):
            goals.delete(db, bob, goal.id)
        with pytest.raises(NotFound):
            goals.restore(db, bob, goal.id)
        with pytest.raises(NotFound):
            goals.get(db, bob, goal.id)
        with pytest.raises(NotFound):
            goals.edit(db, bob, new_id(), GoalChange(title="Mine"))
        assert goals.list_goals(db, bob) == []
