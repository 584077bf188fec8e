"""Mails are kept for a month, sent or not, and then forgotten."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import retention
from mingus.core.clock import now
from mingus.messaging.models import OutboxMail


def mails(db: Session) -> int:
    """Forget mails that are old enough; how many."""
    old = select(OutboxMail.id).where(OutboxMail.created_at < now() - retention.MAILS).limit(retention.ROWS_A_RUN)
    return len(db.scalars(delete(OutboxMail).where(OutboxMail.id.in_(old)).returning(OutboxMail.id)).all())
