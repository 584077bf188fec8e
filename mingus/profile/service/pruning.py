"""Debts and pay schedules that have lain in the trash long enough are forgotten."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import retention
from mingus.core.clock import now
from mingus.profile.models import Debt, PaySchedule


def prune(db: Session, household_id: UUID) -> int:
    """Forget this household's debts and pay schedules that can't be restored any more; how many."""
    return sum(_forget(db, household_id, model) for model in (Debt, PaySchedule))


def _forget(db: Session, household_id: UUID, model: type[Debt] | type[PaySchedule]) -> int:
    over = model.deleted_at < now() - retention.TRASH
    old = select(model.id).where(model.household_id == household_id, over).limit(retention.ROWS_A_RUN)
    gone = delete(model).where(model.household_id == household_id, model.id.in_(old)).returning(model.id)
    return len(db.scalars(gone).all())
