"""Which letters were written to whom: one row per person, kind and week, so that nothing is written twice."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id

KINDS = ("insights", "goals", "check_in")


class Letter(Base):
    """A letter that was queued. What it said is in the outbox, sealed, for as long as mails are kept."""

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "week_on"),
        CheckConstraint(f"kind IN ({', '.join(repr(kind) for kind in KINDS)})", name="kind_known"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[Id]
    kind: Mapped[str]
    week_on: Mapped[date]
    mail_id: Mapped[UUID | None]
    queued_at: Mapped[datetime]
