"""Reading imports: one, the list, its rows by outcome, the queue of rows to review. Only what this person may see.

A file that nobody has confirmed is its owner's; afterwards it is everybody's, unless one of its
accounts is private, or gone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from mingus.core.errors import NotFound
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import IN_THE_BOOKS, Account, FileImport, ImportRow, ImportStatement, Payee, Transaction

PAGE_ROWS: Final = 50
LISTED_IMPORTS: Final = 50
NOT_STORED: Final = (None, None, None, None)
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
    is_seen = exists().where(seen_by(member), FileImport.id == import_id)
    wanted = select(ImportRow).where(ImportRow.household_id == member.household_id, ImportRow.import_id == import_id)
    wanted = wanted.where(ImportRow.number > after, is_seen)
    if outcome:
        wanted = wanted.where(ImportRow.outcome == outcome)
    return [row for _, row in _page(db, member, wanted, limit)]


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
    wanted = (
        select(ImportRow)
        .join(FileImport, (FileImport.household_id == ImportRow.household_id) & (FileImport.id == ImportRow.import_id))
        .where(seen_by(member), FileImport.status == "confirmed", ImportRow.household_id == member.household_id)
        .where(ImportRow.outcome == "review", ImportRow.decision.is_(None))
    )
    return _page(db, member, wanted, limit)


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


def _page(db: Session, member: Member, wanted: Select[ImportRow], limit: int) -> list[tuple[UUID, RowView]]:
    """The first of these rows, each with its import and with the stored row that it is or may be.

    What is stored is looked up once the page is known, and all of it at once: of a large file that has just come,
    PostgreSQL believes for a minute that it is small, and in one statement would go through all that is stored for
    each of its rows.
    """
    row = aliased(ImportRow, wanted.order_by(ImportRow.import_id, ImportRow.number).limit(limit).subquery())
    of_row = (ImportStatement.import_id == row.import_id) & (ImportStatement.position == row.statement)
    columns: Select[*tuple[Any, ...]] = select(
        *(row.import_id, row.transaction_id, func.coalesce(ImportStatement.currency, member.currency)),
        *(row.number, row.statement, row.line, row.posted_on, row.amount_minor, row.description, row.category),
        *(row.pending, row.outcome, row.reason, row.column_name, row.raw_value, row.decision),
    ).outerjoin(ImportStatement, (ImportStatement.household_id == row.household_id) & of_row)
    found = db.execute(columns.order_by(row.import_id, row.number)).all()
    stored = _stored(db, member, [line[1] for line in found if line[1]])
    shown = ((line[0], (*line[3:], *stored.get(line[1], NOT_STORED), line[2])) for line in found)
    return [(import_id, RowView(*values)) for import_id, values in shown]


def _stored(db: Session, member: Member, ids: list[UUID]) -> dict[UUID, Row[*tuple[Any, ...]]]:
    """Id, day, amount and text of these transactions."""
    if not ids:
        return {}
    text = func.coalesce(Transaction.bank_description, Payee.name)
    columns: Select[*tuple[Any, ...]] = (
        select(Transaction.id, Transaction.posted_on, Transaction.amount_minor, text)
        .outerjoin(Payee, (Payee.household_id == Transaction.household_id) & (Payee.id == Transaction.payee_id))
        .where(Transaction.household_id == member.household_id, Transaction.id.in_(ids))
    )
    return {line[0]: line for line in db.execute(columns)}


def _mine(member: Member, import_id: UUID) -> Select[FileImport]:
    return select(FileImport).where(seen_by(member), FileImport.id == import_id)
