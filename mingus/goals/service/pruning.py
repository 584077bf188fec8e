"""Goals that have lain in the trash long enough are forgotten, with their contributions."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import retention
from mingus.core.clock import now
from mingus.goals.models import Goal


def prune(db: Session, household_id: UUID) -> int:
    """Forget this household's goals that can't be restored any more; how many."""
    over = Goal.deleted_at < now() - retention.TRASH
    old = select(Goal.id).where(Goal.household_id == household_id, over).limit(retention.ROWS_A_RUN)
    gone = delete(Goal).where(Goal.household_id == household_id, Goal.id.in_(old)).returning(Goal.id)
    return len(db.scalars(gone).all())
