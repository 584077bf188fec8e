"""A goal in the trash is forgotten when it can't be restored any more."""

from datetime import timedelta

import pytest

from mingus import goals
from mingus.core import retention
from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.goals.models import Goal
from mingus.goals.service.pruning import prune

MARGIN = timedelta(minutes=1)
DRAFT = {"title": "Sea", "target_amount": "100", "category": "vacation", "current_amount": "5"}


@pytest.mark.parametrize(("ago", "left"), [(retention.TRASH + MARGIN, 0), (retention.TRASH - MARGIN, 1), (None, 1)])
def test_a_goal_goes_thirty_days_after_it_was_deleted(
    alice: Member, bob: Member, ago: timedelta | None, left: int
) -> None:
    with transaction(alice.household_id) as db:
        made = goals.create(db, alice, goals.GoalDraft.model_validate(DRAFT))
        row = db.get_one(Goal, (alice.household_id, made.id))
        row.deleted_at = None if ago is None else now() - ago
    with transaction(bob.household_id) as db:
        assert prune(db, bob.household_id) == 0
    with transaction(alice.household_id) as db:
        assert prune(db, alice.household_id) == 1 - left
        assert (db.get(Goal, (alice.household_id, made.id)) is not None) == bool(left)
