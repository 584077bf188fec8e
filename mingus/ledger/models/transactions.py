"""Transactions. What the bank said and what a person said are separate columns: neither overwrites the other."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Computed, ForeignKeyConstraint, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id


class Transaction(Base):
    """One movement of money on one account; negative is money out.

    `posted_on` and `amount_minor` are the person's where given, else the bank's. Deleted rows stay, so that a later
    file finds them and adds nothing. One row per bank id, and per fingerprint and ordinal (see `rules.fingerprint`).
    """

    __tablename__ = "transactions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "account_id", "currency"],
            ["accounts.household_id", "accounts.id", "accounts.currency"],
            name="transactions_account",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["household_id", "payee_id"],
            ["payees.household_id", "payees.id"],
            name="transactions_payee",
            ondelete="SET NULL (payee_id)",
        ),
        ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="transactions_category",
            ondelete="SET NULL (category_id)",
        ),
        ForeignKeyConstraint(
            ["household_id", "transfer_id"],
            ["transfers.household_id", "transfers.id"],
            name="transactions_transfer",
            ondelete="SET NULL (transfer_id)",
        ),
        CheckConstraint("status IN ('posted', 'pending')", name="status_known"),
        CheckConstraint("posted_on IS NOT NULL AND amount_minor IS NOT NULL", name="complete"),
        CheckConstraint("(fingerprint IS NULL) = (bank_posted_on IS NULL)", name="fingerprint_with_bank"),
        CheckConstraint(
            "category_source IN ('person', 'rule', 'file', 'payee', 'default')", name="category_source_known"
        ),
        CheckConstraint("payee_source IN ('person', 'rule', 'file')", name="payee_source_known"),
        Index("transactions_by_fingerprint", "household_id", "account_id", "fingerprint", "ordinal", unique=True),
        Index("transactions_by_source_id", "household_id", "account_id", "source_id", unique=True),
        Index("transactions_newest", "household_id", "posted_on", "id", postgresql_where=text("deleted_at IS NULL")),
        Index("transactions_of_account", "household_id", "account_id", "posted_on", "id"),
        Index("transactions_of_category", "household_id", "category_id", "posted_on", "id"),
        Index("transactions_of_payee", "household_id", "payee_id"),
        Index("transactions_of_import", "household_id", "import_id", postgresql_where=text("import_id IS NOT NULL")),
        Index(
            "transactions_of_transfer", "household_id", "transfer_id", postgresql_where=text("transfer_id IS NOT NULL")
        ),
        Index("transactions_pending", "household_id", "account_id", postgresql_where=text("status = 'pending'")),
        Index(
            "transactions_by_pending_fingerprint",
            "household_id",
            "account_id",
            "pending_fingerprint",
            postgresql_where=text("pending_fingerprint IS NOT NULL"),
        ),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    account_id: Mapped[UUID]
    currency: Mapped[str]
    status: Mapped[str]
    # what the bank said
    bank_posted_on: Mapped[date | None]
    bank_amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    bank_description: Mapped[str | None]
    bank_memo: Mapped[str | None]
    bank_category: Mapped[str | None]
    source_id: Mapped[str | None]
    fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    ordinal: Mapped[int | None]
    pending_source_id: Mapped[str | None]  # how the row was known while it was pending, so that an old file finds it
    pending_fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    import_id: Mapped[UUID | None]
    # what a person said
    own_posted_on: Mapped[date | None]
    own_amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    payee_id: Mapped[UUID | None]
    payee_source: Mapped[str | None]
    category_id: Mapped[UUID | None]
    category_source: Mapped[str | None]
    note: Mapped[str]
    is_split: Mapped[bool]
    transfer_id: Mapped[UUID | None]
    # what counts
    posted_on: Mapped[date] = mapped_column(
        Computed("COALESCE(own_posted_on, bank_posted_on)", persisted=True), nullable=True
    )
    amount_minor: Mapped[int] = mapped_column(
        BigInteger, Computed("COALESCE(own_amount_minor, bank_amount_minor)", persisted=True), nullable=True
    )
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Split(Base):
    """A part of a transaction with its own category. The parts of one transaction sum to its amount."""

    __tablename__ = "transaction_splits"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "transaction_id"], ["transactions.household_id", "transactions.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="splits_category",
            ondelete="SET NULL (category_id)",
        ),
        Index("transaction_splits_of_transaction", "household_id", "transaction_id", "position"),
        Index("transaction_splits_of_category", "household_id", "category_id"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    transaction_id: Mapped[UUID]
    position: Mapped[int]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    category_id: Mapped[UUID | None]
    note: Mapped[str]


class Transfer(Base):
    """Money moved between two accounts of the household, or to one Mingus does not know (one side only)."""

    __tablename__ = "transfers"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint("source IN ('matched', 'person')", name="source_known"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    source: Mapped[str]
    created_at: Mapped[datetime]


class TransferRejection(Base):
    """Two rows that a person said are no transfer: they are not paired again."""

    __tablename__ = "transfer_rejections"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "out_id"],
            ["transactions.household_id", "transactions.id"],
            name="transfer_rejections_out",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["household_id", "in_id"],
            ["transactions.household_id", "transactions.id"],
            name="transfer_rejections_in",
            ondelete="CASCADE",
        ),
    )

    household_id: Mapped[HouseholdId]
    out_id: Mapped[UUID] = mapped_column(primary_key=True)
    in_id: Mapped[UUID] = mapped_column(primary_key=True)
