"""What every export writes: the member's accounts, categories and rows, streamed in one order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Category, Payee, Split, Transaction
from mingus.ledger.service.visibility import visible_to

BATCH: Final = 2000


@dataclass(frozen=True, slots=True)
class ExportedLine:
    """A transaction, or one part of a split one: then `part_minor` is the part and `minor` the whole."""

    id: UUID
    account_id: UUID
    posted_on: date
    minor: int
    currency: str
    status: str
    bank_posted_on: date | None
    bank_minor: int | None
    bank_description: str | None
    bank_memo: str | None
    bank_category: str | None
    source_id: str | None
    payee: str | None
    note: str
    transfer_id: UUID | None
    category_id: UUID | None
    is_split: bool
    part_minor: int | None
    part_category_id: UUID | None
    part_note: str | None
    created_at: datetime
    deleted_at: datetime | None

    @property
    def text(self) -> str:
        """The bank's text, or what a person noted on a row of their own."""
        return self.bank_description or self.note


@dataclass(frozen=True, slots=True)
class ExportedAccount:
    """An account as exports name it."""

    id: UUID
    name: str
    kind: str
    currency: str
    institution: str
    opening_minor: int
    opening_on: date | None
    created_at: datetime
    closed_at: datetime | None
    private: bool


@dataclass(frozen=True, slots=True)
class ExportedCategory:
    """A category as exports name it."""

    id: UUID
    name: str
    kind: str
    hidden: bool


def accounts(db: Session, member: Member) -> list[ExportedAccount]:
    """Every account the member sees, by name."""
    rows = db.execute(
        select(
            Account.id,
            Account.name,
            Account.kind,
            Account.currency,
            Account.institution,
            Account.opening_minor,
            Account.opening_on,
            Account.created_at,
            Account.closed_at,
            Account.private_to.is_not(None),
        )
        .where(visible_to(member))
        .order_by(Account.name, Account.id)
    )
    return [ExportedAccount(*values) for values in _plain(rows)]


def categories(db: Session, member: Member) -> list[ExportedCategory]:
    """Every category, income first, by name."""
    rows = db.execute(
        select(Category.id, Category.name, Category.kind, Category.hidden_at.is_not(None))
        .where(Category.household_id == member.household_id)
        .order_by(Category.kind.desc(), Category.name, Category.id)
    )
    return [ExportedCategory(*row) for row in rows]


def lines(db: Session, member: Member, *, deleted: bool = False) -> Iterator[ExportedLine]:
    """Every row by day and id, a split one once per part; streamed, so that memory stays the same for any number."""
    part = aliased(Split)
    row = Transaction
    wanted = (
        select(
            row.id, row.account_id, row.posted_on, row.amount_minor, row.currency, row.status,
            row.bank_posted_on, row.bank_amount_minor, row.bank_description, row.bank_memo, row.bank_category,
            row.source_id, Payee.name, row.note, row.transfer_id, row.category_id, row.is_split,
            part.amount_minor, part.category_id, part.note, row.created_at, row.deleted_at,
        )
        .join(Account, (Account.household_id == row.household_id) & (Account.id == row.account_id))
        .outerjoin(Payee, (Payee.household_id == row.household_id) & (Payee.id == row.payee_id))
        .outerjoin(part, (part.household_id == row.household_id) & (part.transaction_id == row.id) & row.is_split)
        .where(row.household_id == member.household_id, visible_to(member))
        .order_by(row.posted_on, row.id, part.position, part.id)
    )  # fmt: skip
    if not deleted:
        wanted = wanted.where(row.deleted_at.is_(None))
    for values in _plain(db.execute(wanted.execution_options(yield_per=BATCH))):
        yield ExportedLine(*values)


def _plain(rows: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """Rows as sequences: SQLAlchemy's types count no more than nine columns."""
    return rows
