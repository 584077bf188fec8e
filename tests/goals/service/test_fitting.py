import pytest

from mingus import goals
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.money import Money
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.goals import service
from mingus.goals.schemas import GoalDraft
from tests.ledger.books import Books


def _create(member: Member, title: str, **changes: object) -> None:
    with transaction(member.household_id) as db:
        goals.create(db, member, GoalDraft.model_validate({"title": title, "target_amount": "1200", **changes}))


@pytest.mark.parametrize(("surplus", "verdict"), [(1000_00, "feasible"), (999_99, "too_much"), (None, "unknown")])
def test_all_active_goals_together_are_measured(alice: Member, surplus: int | None, verdict: str) -> None:
    _create(alice, "car", monthly_amount="100")
    _create(alice, "trip", monthly_amount="200")
    _create(alice, "yen", monthly_amount="500", currency="JPY")
    with transaction(alice.household_id) as db:
        outlook = service.measured(db, alice, Money(surplus) if surplus is not None else None)
    assert outlook.whole.verdict == verdict
    assert outlook.whole.needed == Money(300_00)


def test_a_paused_goal_asks_nothing(alice: Member) -> None:
    _create(alice, "car", monthly_amount="100")
    with transaction(alice.household_id) as db:
        (goal,) = goals.list_goals(db, alice)
        goals.change_status(db, alice, goal.id, "paused")
        assert service.measured(db, alice, Money(1000_00)).whole.needed == Money(0)


def test_the_surplus_comes_from_the_last_three_full_months_with_figures(alice: Member) -> None:
    this_month = first_of(clock.today(alice.time_zone))
    books = Books(alice)
    checking = books.account("Checking")
    for back, kept in ((0, 9000_00), (1, 900_00), (2, 1200_00), (4, 1500_00), (5, 9000_00)):
        books.row(checking, add_months(this_month, -back), kept, "PAY")
    with transaction(alice.household_id, read_only=True) as db:
        assert goals.outlook(db, alice).surplus == Money(1200_00)


def test_without_income_the_surplus_is_unknown(alice: Member) -> None:
    books = Books(alice)
    books.row(books.account("Checking"), add_months(clock.today(alice.time_zone), -1), -500_00, "RENT")
    with transaction(alice.household_id, read_only=True) as db:
        outlook = goals.outlook(db, alice)
    assert (outlook.surplus, outlook.whole.verdict) == (None, "unknown")
