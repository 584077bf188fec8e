"""Reading imports: one, the list, its rows by outcome, the queue of rows to review. Only what this person may see.

A file that nobody has confirmed is its owner's; afterwards it is everybody's, unless one of its
accounts is private, or gone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from mingus.core.errors import NotFound
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import IN_THE_BOOKS, Account, FileImport, ImportRow, ImportStatement, Payee, Transaction

PAGE_ROWS: Final = 50
LISTED_IMPORTS: Final = 50
_Nowhere = aliased(ImportStatement)


@dataclass(frozen=True)
class RowView:
    """A row of a file as people see it. `existing_*` is the stored row it is, or may be."""

    number: int
    statement: int
    line: int
    posted_on: date | None
    amount_minor: int | None
    description: str
    category: str
    pending: bool
    outcome: str
    reason: str
    column_name: str
    raw_value: str
    decision: str | None
    existing_id: UUID | None
    existing_on: date | None
    existing_minor: int | None
    existing_text: str | None
    currency: str

    @property
    def amount(self) -> Money | None:
        """What the file says."""
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)

    @property
    def existing_amount(self) -> Money | None:
        """What the stored row says."""
        return None if self.existing_minor is None else Money(self.existing_minor, self.currency)


@dataclass(frozen=True)
class ImportLine:
    """An import in the list of imports."""

    id: UUID
    file_name: str
    format: str
    status: str
    refusal: str
    counts: dict[str, int]
    created_at: datetime
    to_review: int


def get(db: Session, member: Member, import_id: UUID) -> FileImport:
    """One import of the household. Raises NotFound for anyone else's."""
    found = db.scalar(_mine(member, import_id))
    if found is None:
        raise NotFound("There is no such import.")
    return found


def locked(db: Session, member: Member, import_id: UUID) -> FileImport:
    """The same, its row held until commit, as it is now."""
    found = db.scalar(_mine(member, import_id).with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise NotFound("There is no such import.")
    return found


def newest(db: Session, member: Member) -> list[ImportLine]:
    """The household's imports, the newest first."""
    waiting = (
        select(ImportRow.import_id, func.count().label("to_review"))
        .where(
            ImportRow.household_id == member.household_id, ImportRow.outcome == "review", ImportRow.decision.is_(None)
        )
        .group_by(ImportRow.import_id)
        .subquery()
    )
    columns = (
        select(
            FileImport.id,
            FileImport.file_name,
            FileImport.format,
            FileImport.status,
            FileImport.refusal,
            FileImport.counts,
            FileImport.created_at,
            func.coalesce(waiting.c.to_review, 0),
        )
        .outerjoin(waiting, waiting.c.import_id == FileImport.id)
        .where(seen_by(member), FileImport.status != "discarded")
        .order_by(FileImport.created_at.desc(), FileImport.id.desc())
        .limit(LISTED_IMPORTS)
    )
    return [ImportLine(*row) for row in db.execute(columns)]


def statements(db: Session, household_id: UUID, import_id: UUID) -> list[ImportStatement]:
    """The statements of an import in the file's order."""
    wanted = select(ImportStatement).where(
        ImportStatement.household_id == household_id, ImportStatement.import_id == import_id
    )
    return list(db.scalars(wanted.order_by(ImportStatement.position)))


def account_names(db: Session, member: Member) -> dict[UUID, tuple[str, str]]:
    """Name and currency of every account this person may see, to choose from."""
    columns = select(Account.id, Account.name, Account.currency).where(
        Account.household_id == member.household_id,
        Account.deleted_at.is_(None),
        Account.private_to.is_(None) | (Account.private_to == member.person_id),
    )
    return {row.id: (row.name, row.currency) for row in db.execute(columns.order_by(func.lower(Account.name)))}


def counts(db: Session, household_id: UUID, import_id: UUID) -> dict[str, int]:
    """How many rows of each outcome, all outcomes named."""
    columns = (
        select(ImportRow.outcome, func.count())
        .where(ImportRow.household_id == household_id, ImportRow.import_id == import_id)
        .group_by(ImportRow.outcome)
    )
    found = dict.fromkeys(("new", "matched", "posted", "filled", "review", "failed"), 0)
    return found | {outcome: number for outcome, number in db.execute(columns) if outcome}


def rows(
    db: Session, member: Member, import_id: UUID, *, outcome: str | None = None, after: int = 0, limit: int = PAGE_ROWS
) -> list[RowView]:
    """A page of rows in the file's order, those after row `after`; every row or those of one outcome."""
    is_seen = exists().where(seen_by(member), FileImport.id == ImportRow.import_id)
    columns = _columns(member).where(ImportRow.import_id == import_id, ImportRow.number > after, is_seen)
    if outcome:
        columns = columns.where(ImportRow.outcome == outcome)
    return [RowView(*row) for row in db.execute(columns.order_by(ImportRow.number).limit(limit))]


def waiting(db: Session, member: Member, import_id: UUID) -> int:
    """How many rows of an import still wait for a person to decide."""
    number = select(func.count()).where(
        ImportRow.household_id == member.household_id,
        ImportRow.import_id == import_id,
        ImportRow.outcome == "review",
        ImportRow.decision.is_(None),
        ImportRow.import_id.in_(select(FileImport.id).where(seen_by(member))),
    )
    return db.scalar(number) or 0


def queue(db: Session, member: Member, *, limit: int = PAGE_ROWS) -> list[tuple[UUID, RowView]]:
    """Rows of confirmed imports that still wait for a person to decide, the oldest import first."""
    columns = (
        _columns(member)
        .add_columns(ImportRow.import_id)
        .join(FileImport, (FileImport.household_id == ImportRow.household_id) & (FileImport.id == ImportRow.import_id))
        .where(seen_by(member), FileImport.status == "confirmed")
        .where(ImportRow.outcome == "review", ImportRow.decision.is_(None))
        .order_by(ImportRow.import_id, ImportRow.number)
        .limit(limit)
    )
    return [(row[-1], RowView(*row[:-1])) for row in db.execute(columns)]


def seen_by(member: Member) -> ColumnElement[bool]:
    """The condition for imports that this member may see."""
    hidden = exists().where(
        ImportStatement.household_id == FileImport.household_id,
        ImportStatement.import_id == FileImport.id,
        Account.household_id == ImportStatement.household_id,
        Account.id == ImportStatement.account_id,
        Account.private_to != member.person_id,
    )
    went_nowhere = exists().where(  # as one does whose account is gone for good: it may have been private
        _Nowhere.household_id == FileImport.household_id,
        _Nowhere.import_id == FileImport.id,
        _Nowhere.account_id.is_(None),
    )
    is_settled = FileImport.status.in_((*IN_THE_BOOKS, "undone"))
    return and_(
        FileImport.household_id == member.household_id,
        or_(and_(is_settled, ~went_nowhere), FileImport.created_by == member.person_id),
        ~hidden,
    )


def _columns(member: Member) -> Any:
    same_row = (Transaction.household_id == ImportRow.household_id) & (Transaction.id == ImportRow.transaction_id)
    return (
        select(
            ImportRow.number,
            ImportRow.statement,
            ImportRow.line,
            ImportRow.posted_on,
            ImportRow.amount_minor,
            ImportRow.description,
            ImportRow.category,
            ImportRow.pending,
            ImportRow.outcome,
            ImportRow.reason,
            ImportRow.column_name,
            ImportRow.raw_value,
            ImportRow.decision,
            Transaction.id,
            Transaction.posted_on,
            Transaction.amount_minor,
            func.coalesce(Transaction.bank_description, Payee.name),
            func.coalesce(ImportStatement.currency, member.currency),
        )
        .outerjoin(
            ImportStatement,
            (ImportStatement.household_id == ImportRow.household_id)
            & (ImportStatement.import_id == ImportRow.import_id)
            & (ImportStatement.position == ImportRow.statement),
        )
        .outerjoin(Transaction, same_row)
        .outerjoin(Payee, (Payee.household_id == Transaction.household_id) & (Payee.id == Transaction.payee_id))
        .where(ImportRow.household_id == member.household_id)
    )


def _mine(member: Member, import_id: UUID) -> Select[FileImport]:
    return select(FileImport).where(seen_by(member), FileImport.id == import_id)
