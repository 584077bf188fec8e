"""The table of check-ins: one a week and person, answers and note sealed together."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id

STATUSES = ("done", "skipped")


class CheckIn(Base):
    """How somebody's week was. Mood and sleep are nobody's business: they are sealed under the person's own key."""

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("person_id", "week_on"),
        CheckConstraint(f"status IN ({', '.join(repr(status) for status in STATUSES)})", name="status_known"),
        CheckConstraint("(status = 'done') = (answers_sealed IS NOT NULL)", name="done_with_answers"),
        CheckConstraint("extract(isodow FROM week_on) = 1", name="weeks_start_monday"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[Id]
    week_on: Mapped[date]
    status: Mapped[str]
    answers_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
