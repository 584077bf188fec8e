"""Rollups: sums that pages read instead of scanning. They are recomputed from the rows, never incremented."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, MetaData, String, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId

money_lines = Table(
    "money_lines",
    MetaData(),  # a view: migrations make it, metadata.create_all must not
    Column("household_id", Uuid),
    Column("transaction_id", Uuid),
    Column("account_id", Uuid),
    Column("posted_on", Date),
    Column("currency", String),
    Column("category_id", Uuid),
    Column("amount_minor", BigInteger),
)
"""The one view behind every figure: a line per transaction or split, without deleted rows and without transfers."""


class CategoryMonth(Base):
    """Money in and out of one account in one month and category. `category_key` is the nil id for 'no category'."""

    __tablename__ = "category_months"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "account_id"], ["accounts.household_id", "accounts.id"], ondelete="CASCADE"
        ),
    )

    household_id: Mapped[HouseholdId]
    month_on: Mapped[date] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    category_key: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    in_minor: Mapped[int] = mapped_column(BigInteger)
    out_minor: Mapped[int] = mapped_column(BigInteger)  # positive: what went out
    count: Mapped[int]


class AccountDay(Base):
    """The sum of one account's rows of one day, transfers included: balances over time add these up."""

    __tablename__ = "account_days"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "account_id"], ["accounts.household_id", "accounts.id"], ondelete="CASCADE"
        ),
    )

    household_id: Mapped[HouseholdId]
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    posted_on: Mapped[date] = mapped_column(primary_key=True)
    sum_minor: Mapped[int] = mapped_column(BigInteger)
    pending_minor: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int]
