from sqlalchemy import func, select

from mingus import goals
from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import GoalDraft


def _entry() -> personal_data.PersonalData:
    return next(entry for entry in personal_data.registered() if entry.package == "goals")


def _create(member: Member) -> None:
    with transaction(member.household_id) as db:
        goals.create(db, member, GoalDraft(title="Car", target_amount="100", current_amount="40"))


def test_everything_about_goals_can_be_taken_along(alice: Member, bob: Member) -> None:
    _create(alice)
    _create(bob)
    with transaction(alice.household_id, read_only=True) as db:
        taken = {table: list(rows) for table, rows in _entry().export(db, alice.household_id)}
    assert [row["title"] for row in taken["goals"]] == ["Car"]
    assert [row["amount_minor"] for row in taken["goal_contributions"]] == [40_00]


def test_erasing_takes_a_households_goals_and_no_others(alice: Member, bob: Member) -> None:
    _create(alice)
    _create(bob)
    with transaction(alice.household_id) as db:
        _entry().erase(db, alice.household_id)
    counts = []
    for member in (alice, bob):
        with transaction(member.household_id, read_only=True) as db:
            counts.append([db.scalar(select(func.count()).select_from(table)) for table in (Goal, Contribution)])
    assert counts == [[0, 0], [1, 1]]
