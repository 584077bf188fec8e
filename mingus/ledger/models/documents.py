"""Documents: receipts and letters that people attach to a transaction. The file itself is an upload."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped

from mingus.core.db import Base, HouseholdId, Id


class Document(Base):
    """One file of one transaction. Whoever sees the transaction sees it, and nobody else."""

    __tablename__ = "documents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "transaction_id"], ["transactions.household_id", "transactions.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["household_id", "upload_id"],
            ["uploads.household_id", "uploads.id"],
            name="documents_upload",
            ondelete="CASCADE",
        ),
        Index("documents_of_transaction", "household_id", "transaction_id", "created_at"),
        Index("documents_by_upload", "household_id", "upload_id", unique=True),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    transaction_id: Mapped[UUID]
    upload_id: Mapped[UUID]
    media_type: Mapped[str]
    added_by: Mapped[UUID]
    created_at: Mapped[datetime]
