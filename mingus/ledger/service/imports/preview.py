"""What the page of an import shows, from a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.formats import CsvShape
from mingus.ledger.models import FileImport, ImportStatement
from mingus.ledger.service.imports import balances, holding, queries
from mingus.ledger.service.imports.shape_view import ShapeView, view_of
from mingus.ledger.service.imports.staging import opened_number

FORMATS = {"csv": "CSV", "ofx1": "OFX", "ofx2": "OFX", "qfx": "QFX"}


@dataclass(frozen=True)
class StatementView:
    """One account of the file. `opening` is what a new account will start with; None has to be asked."""

    position: int
    account_id: UUID | None
    name: str
    kind: str
    currency: str
    number_end: str | None
    count: int
    total: Money
    closing: Money | None
    closing_on: date | None
    first_on: date | None
    last_on: date | None
    opening: Money
    opening_source: str
    made_account: bool


@dataclass(frozen=True)
class Preview:
    """A whole import as its page shows it."""

    id: UUID
    file_name: str
    format: str
    encoding: str
    status: str
    refusal: str
    counts: dict[str, int]
    rows_read: int
    created_at: datetime
    statements: list[StatementView]
    shape: ShapeView | None
    questions: list[str]
    accounts: dict[UUID, tuple[str, str]]
    rows: list[queries.RowView]
    outcome: str | None
    next_after: int | None
    to_review: int

    @property
    def total(self) -> int:
        """How many rows the file has."""
        return sum(self.counts.values())

    @property
    def can_be_confirmed(self) -> bool:
        """Whether there is anything that confirming would do, and nothing is left to ask."""
        does_something = any(self.counts.get(outcome) for outcome in ("new", "posted", "filled", "review"))
        return self.status == "ready" and not self.questions and does_something


def preview(db: Session, member: Member, import_id: UUID, *, outcome: str | None = None, after: int = 0) -> Preview:
    """The import with a page of its rows. Raises NotFound for anyone else's."""
    row = queries.get(db, member, import_id)
    status = holding.status_of(db, row)
    shape = CsvShape.from_json(row.shape) if row.shape else None
    shown = outcome if outcome in {"new", "matched", "posted", "filled", "review", "failed"} else None
    rows = queries.rows(db, member, import_id, outcome=shown, after=after, limit=queries.PAGE_ROWS + 1)
    page = rows[: queries.PAGE_ROWS]
    return Preview(
        id=row.id,
        file_name=row.file_name,
        format=FORMATS.get(row.format, row.format.upper()),
        encoding=row.encoding,
        status=status,
        refusal=row.refusal,
        counts=dict(row.counts),
        rows_read=row.rows_read,
        created_at=row.created_at,
        statements=[_statement(db, s) for s in queries.statements(db, member.household_id, import_id)],
        shape=view_of(shape) if shape else None,
        questions=shape.questions() if shape and status == "ready" else [],
        accounts=queries.account_names(db, member),
        rows=page,
        outcome=shown,
        next_after=page[-1].number if len(rows) > len(page) else None,
        to_review=queries.waiting(db, member, import_id),
    )


def progress(row: FileImport) -> int | None:
    """About how far the reading of a file is, in per cent: from its size, because its rows are not counted yet.

    None while it is confirmed or undone: all of that happens at once, so there is only an end to see.
    """
    if row.status in holding.BEFORE:
        return None
    typical_row_bytes = 75
    expected = max(1, row.size_bytes // typical_row_bytes)
    return 100 if row.status != "reading" else min(95, row.rows_read * 100 // expected)


def _statement(db: Session, statement: ImportStatement) -> StatementView:
    opening_minor, source = balances.derived_opening(statement)
    number = opened_number(db, statement)
    currency = statement.currency
    values: dict[str, Any] = {
        name: getattr(statement, name)
        for name in ("position", "account_id", "kind", "currency", "count", "closing_on", "first_on", "last_on")
    }
    return StatementView(
        name=statement.suggested_name,
        number_end=number[-4:] if number else None,
        total=Money(statement.sum_minor, currency),
        closing=None if statement.closing_minor is None else Money(statement.closing_minor, currency),
        opening=Money(opening_minor, currency),
        opening_source=source,
        made_account=statement.made_account,
        **values,
    )
