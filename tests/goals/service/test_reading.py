from datetime import timedelta

from mingus import goals
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft


def _create(member: Member, title: str, **changes: object) -> None:
    with transaction(member.household_id) as db:
        goals.create(db, member, GoalDraft.model_validate({"title": title, "target_amount": "1200", **changes}))


def test_the_most_important_goals_come_first_and_those_without_a_date_last(alice: Member) -> None:
    soon, later = (clock.today(alice.time_zone) + timedelta(days=days) for days in (40, 400))
    _create(alice, "open")
    _create(alice, "later", target_date=later)
    _create(alice, "soon", target_date=soon)
    _create(alice, "first", priority=1)
    with transaction(alice.household_id) as db:
        assert [goal.name for goal in goals.list_goals(db, alice)] == ["first", "soon", "later", "open"]
        assert [goal.name for goal in goals.active(db, alice, 2)] == ["first", "soon"]


def test_a_paused_goal_is_listed_but_not_among_the_active(alice: Member) -> None:
    _create(alice, "car", monthly_amount="100")
    with transaction(alice.household_id) as db:
        (goal,) = goals.list_goals(db, alice)
        goals.change_status(db, alice, goal.id, "paused")
    with transaction(alice.household_id) as db:
        assert [goal.name for goal in goals.list_goals(db, alice)] == ["car"]
        assert goals.active(db, alice, 3) == []


def test_a_list_takes_one_statement_however_long(alice: Member, statements: list[str]) -> None:
    for number in range(5):
        _create(alice, f"goal {number}", current_amount="10")
    with transaction(alice.household_id, read_only=True) as db:
        statements.clear()
        goals.list_goals(db, alice)
        assert len(statements) == 1
