import pytest

from mingus import goals
from mingus.core.db import transaction
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals import service
from mingus.goals.schemas import GoalDraft


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
