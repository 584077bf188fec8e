"""What visitors answered is kept for thirty days after they last touched it, and then forgotten."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.assessments.models import VisitorAttempt
from mingus.core import retention
from mingus.core.clock import now


def prune(db: Session) -> int:
    """Forget visitors' attempts that are old enough; how many."""
    over = VisitorAttempt.updated_at < now() - retention.VISITOR_ATTEMPTS
    old = select(VisitorAttempt.id).where(over).limit(retention.ROWS_A_RUN)
    gone = delete(VisitorAttempt).where(VisitorAttempt.id.in_(old)).returning(VisitorAttempt.id)
    return len(db.scalars(gone).all())
