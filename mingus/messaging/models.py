"""The outbox: every mail that was caused, whole and sealed, and what became of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id


class OutboxMail(Base):
    """One mail. Links in it are secret, so it is sealed: by its person's key, else its household's, else the system's.

    It goes when its person or household goes. Without a server (SMTP_URL) it stays unsent, to be read by a command.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_by_moment", "created_at"),
        Index("outbox_by_person", "person_id"),
        Index("outbox_by_household", "household_id"),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    household_id: Mapped[UUID | None] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    template: Mapped[str]
    letter_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    good_until: Mapped[datetime]  # after this it would only confuse: its link has ended
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None]  # why the last attempt failed, in words that quote nobody
