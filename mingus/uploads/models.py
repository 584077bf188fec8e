"""Files people bring in, sealed in pieces in PostgreSQL. Spaces can take the place of the pieces later."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id


class Upload(Base):
    """One file, kept for a purpose: a bank's file as it came, a document of a transaction, an archive to take along."""

    __tablename__ = "uploads"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint("purpose IN ('import', 'document', 'archive')", name="purpose_known"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    file_name: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    purpose: Mapped[str] = mapped_column(default="import", server_default="import")
    uploaded_by: Mapped[UUID]
    created_at: Mapped[datetime]


class UploadChunk(Base):
    """A piece of a file, sealed with the household's key and bound to its place in the file."""

    __tablename__ = "upload_chunks"
    __table_args__ = (
        ForeignKeyConstraint(["household_id", "upload_id"], ["uploads.household_id", "uploads.id"], ondelete="CASCADE"),
    )

    household_id: Mapped[HouseholdId]
    upload_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
