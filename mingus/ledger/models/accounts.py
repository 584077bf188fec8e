"""Money accounts: where money lies or is owed."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id

KINDS: Final = ("checking", "savings", "cash", "card", "loan", "investment", "property", "other")
LIABILITIES: Final = ("card", "loan")


class Account(Base):
    """One account. Its balance is the opening balance plus every row that is not deleted.

    Names and numbers are unique among the shared accounts, and among those private to one person: an error about a
    taken name must not tell that somebody has a private account. `private_to` may have left the household; then the
    account lies in the trash.

    `bank_balance_minor` is what the bank's newest file stated, shown beside our own sum.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        UniqueConstraint("household_id", "id", "currency", name="accounts_with_currency"),
        CheckConstraint(f"kind IN ({', '.join(repr(kind) for kind in KINDS)})", name="kind_known"),
        CheckConstraint("limit_minor > 0", name="limit_positive"),
        CheckConstraint("opening_source IN ('asked', 'file', 'assumed')", name="opening_source_known"),
        Index(
            "accounts_by_name",
            "household_id",
            "private_to",
            text("lower(name)"),
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "accounts_by_number",
            "household_id",
            "private_to",
            "number_index",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("number_index IS NOT NULL AND deleted_at IS NULL"),
        ),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    name: Mapped[str]
    kind: Mapped[str]
    currency: Mapped[str]
    institution: Mapped[str]
    number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    number_index: Mapped[bytes | None] = mapped_column(LargeBinary)  # blind index: finds the account of a file
    private_to: Mapped[UUID | None]
    opening_minor: Mapped[int] = mapped_column(BigInteger)
    opening_on: Mapped[date | None]
    opening_source: Mapped[str]
    limit_minor: Mapped[int | None] = mapped_column(BigInteger)  # of a card, as its owner says
    bank_balance_minor: Mapped[int | None] = mapped_column(BigInteger)
    bank_balance_on: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
