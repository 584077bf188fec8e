"""Archives in which people take everything along, and which words of ours they have accepted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id


class DataArchive(Base):
    """One archive: asked for, made by the worker, gone after a week. The file itself is a sealed upload."""

    __tablename__ = "data_archives"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "upload_id"],
            ["uploads.household_id", "uploads.id"],
            name="data_archives_upload",
            ondelete="SET NULL (upload_id)",
        ),
        CheckConstraint("status IN ('asked', 'ready')", name="status_known"),
        Index("data_archives_of_person", "household_id", "person_id", "asked_at"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    person_id: Mapped[UUID]
    status: Mapped[str]
    upload_id: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]


class TermsAcceptance(Base):
    """That a person has accepted one version of the terms, and when."""

    __tablename__ = "terms_acceptances"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    accepted_at: Mapped[datetime]
