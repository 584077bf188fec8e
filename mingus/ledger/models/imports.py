"""Imports: a file's rows as they were read, what becomes of each, and what an undo puts back."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id

STATUSES: Final = ("reading", "ready", "refused", "confirming", "confirmed", "undoing", "undone", "discarded")
IN_THE_BOOKS: Final = ("confirmed", "undoing")
READ_JOB: Final = "ledger.read_import"
SETTLE_JOB: Final = "ledger.settle_import"  # confirms or undoes, whichever was asked for
OUTCOMES: Final = ("new", "matched", "posted", "filled", "review", "failed")


class FileImport(Base):
    """One file on its way in: reading → ready → confirmed (→ undone), or refused with a sentence why.

    A large one is confirming, or undoing, until the worker has done it. `refusal` also says why that came to nothing.

    `shape` holds the choices for a CSV (columns, dates, decimals, signs, encoding), inferred or corrected.
    """

    __tablename__ = "imports"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "upload_id"],
            ["uploads.household_id", "uploads.id"],
            name="imports_upload",
            ondelete="SET NULL (upload_id)",
        ),
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint(f"status IN ({', '.join(repr(status) for status in STATUSES)})", name="status_known"),
        Index("imports_newest", "household_id", "created_at", "id"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    upload_id: Mapped[UUID | None]
    file_name: Mapped[str]
    format: Mapped[str]
    encoding: Mapped[str]
    reader_version: Mapped[str]  # which Mingus read it: a newer one may read better
    status: Mapped[str]
    refusal: Mapped[str]
    shape: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    rows_read: Mapped[int]
    bytes_read: Mapped[int] = mapped_column(BigInteger)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class ImportStatement(Base):
    """The part of a file that belongs to one account. `account_id` is chosen, found or made on confirming."""

    __tablename__ = "import_statements"
    __table_args__ = (
        ForeignKeyConstraint(["household_id", "import_id"], ["imports.household_id", "imports.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name="import_statements_account",
            ondelete="SET NULL (account_id)",
        ),
    )

    household_id: Mapped[HouseholdId]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[UUID | None]
    number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    number_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    suggested_name: Mapped[str]
    kind: Mapped[str]
    currency: Mapped[str]
    opening_minor: Mapped[int | None] = mapped_column(BigInteger)
    opening_on: Mapped[date | None]
    closing_minor: Mapped[int | None] = mapped_column(BigInteger)
    closing_on: Mapped[date | None]
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    count: Mapped[int]
    sum_minor: Mapped[int] = mapped_column(BigInteger)
    made_account: Mapped[bool]
    settled_against: Mapped[str | None]  # the account's rows when this was settled: `classify_sql.STATE`


class ImportRow(Base):
    """One line of the file and what becomes of it. A failed one keeps its line, column, value and reason."""

    __tablename__ = "import_rows"
    __table_args__ = (
        ForeignKeyConstraint(["household_id", "import_id"], ["imports.household_id", "imports.id"], ondelete="CASCADE"),
        CheckConstraint(f"outcome IN ({', '.join(repr(outcome) for outcome in OUTCOMES)})", name="outcome_known"),
        CheckConstraint("decision IN ('add', 'skip', 'same')", name="decision_known"),
        Index(
            "import_rows_to_review",
            "household_id",
            "import_id",
            "number",
            postgresql_where=text("outcome IN ('review', 'failed')"),
        ),
    )

    household_id: Mapped[HouseholdId]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # counts the rows of the file; `line` is what an editor shows
    statement: Mapped[int]
    line: Mapped[int]
    posted_on: Mapped[date | None]
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    description: Mapped[str]
    memo: Mapped[str]
    category: Mapped[str]
    source_id: Mapped[str | None]
    pending: Mapped[bool]
    fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    ordinal: Mapped[int | None]
    payee: Mapped[str]
    new_id: Mapped[UUID | None]
    outcome: Mapped[str | None]
    reason: Mapped[str]
    column_name: Mapped[str]
    raw_value: Mapped[str]
    transaction_id: Mapped[UUID | None]  # the row it is, or may be
    decision: Mapped[str | None]


class ImportChange(Base):
    """What a row looked like before an import changed it (pending → posted, bank id added), for undo."""

    __tablename__ = "import_changes"
    __table_args__ = (
        ForeignKeyConstraint(["household_id", "import_id"], ["imports.household_id", "imports.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "transaction_id"],
            ["transactions.household_id", "transactions.id"],
            name="import_changes_transaction",
            ondelete="CASCADE",
        ),
        CheckConstraint("kind IN ('takes_over', 'adopts_id', 'was_pending')", name="kind_known"),
    )

    household_id: Mapped[HouseholdId]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]  # the row of the file that changed it
    kind: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)


class RememberedShape(Base):
    """The choices for files with this header, so that the same bank's next file needs no questions."""

    __tablename__ = "import_shapes"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name="import_shapes_account",
            ondelete="SET NULL (account_id)",
        ),
    )

    household_id: Mapped[HouseholdId]
    signature: Mapped[str] = mapped_column(primary_key=True)
    shape: Mapped[dict[str, Any]] = mapped_column(JSONB)
    account_id: Mapped[UUID | None]
    updated_at: Mapped[datetime]
