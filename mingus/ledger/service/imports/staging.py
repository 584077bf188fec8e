"""Staged rows and statements: what a file said, before anything touches the ledger."""

from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.ledger.models import FileImport, ImportRow, ImportStatement
from mingus.ledger.service.accounts import number_index
from mingus.ledger.service.imports.reading import Batch, StatementFigures

_COPIED: Final = (
    "position",
    "number_index",
    "suggested_name",
    "kind",
    "currency",
    "count",
    "sum_minor",
    "opening_minor",
    "opening_on",
    "closing_minor",
    "closing_on",
    "first_on",
    "last_on",
)

# One JSON parameter instead of COPY: COPY FROM is refused on tables with row-level security, and this costs Python
# less than binding seventeen arrays.
_ADD = text(
    """
    INSERT INTO import_rows (household_id, import_id, number, statement, line, posted_on, amount_minor, description,
                             memo, category, source_id, pending, fingerprint, payee, new_id, outcome, reason,
                             column_name, raw_value)
    SELECT :household_id, :import_id, number, statement, line, posted_on, amount_minor, description,
           memo, category, source_id, pending, decode(fingerprint, 'hex'), payee, new_id, outcome, reason,
           column_name, raw_value
      FROM json_to_recordset(CAST(:rows AS json)) AS r(
           number int, statement int, line int, posted_on date, amount_minor bigint, description text, memo text,
           category text, source_id text, pending boolean, fingerprint text, payee text, new_id uuid, outcome text,
           reason text, column_name text, raw_value text)
    """
)


def clear(db: Session, household_id: UUID, import_id: UUID) -> None:
    """Forget what was staged: a file is read anew, after a correction or after a worker died over it."""
    for table in (ImportRow, ImportStatement):
        db.execute(delete(table).where(table.household_id == household_id, table.import_id == import_id))


def add(db: Session, household_id: UUID, import_id: UUID, batch: Batch) -> None:
    """Stage a batch of rows and move the import's progress on."""
    values = {"household_id": household_id, "import_id": import_id, "rows": orjson.dumps(batch).decode()}
    db.execute(_ADD, values)
    progress = update(FileImport).where(FileImport.household_id == household_id, FileImport.id == import_id)
    db.execute(progress.values(rows_read=batch[-1]["number"]))


def add_statements(db: Session, household_id: UUID, import_id: UUID, figures: list[StatementFigures]) -> None:
    """Stage what the file says of each account; its number is sealed and findable by blind index only."""
    key = crypto.data_key(db, "household", household_id)
    for statement in figures:
        db.add(
            ImportStatement(
                household_id=household_id,
                import_id=import_id,
                position=statement.position,
                number_sealed=_sealed(key, import_id, statement),
                number_index=number_index(household_id, statement.number) if statement.number else None,
                suggested_name=_name(statement),
                kind=statement.kind or "checking",
                currency=statement.currency,
                opening_minor=statement.opening_minor,
                opening_on=statement.opening_on,
                closing_minor=statement.closing_minor,
                closing_on=statement.closing_on,
                first_on=statement.first_on,
                last_on=statement.last_on,
                count=statement.count,
                sum_minor=statement.sum_minor,
                made_account=False,
            )
        )
    db.flush()


def copied(db: Session, known: ImportStatement, import_id: UUID, number: str | None) -> ImportStatement:
    """The same statement for another import; what it did to an account is not copied."""
    fresh = {column: getattr(known, column) for column in _COPIED}
    key = crypto.data_key(db, "household", known.household_id)
    sealed = key.seal_bytes(number.encode(), _place(import_id, known.position)) if number else None
    return ImportStatement(
        household_id=known.household_id, import_id=import_id, number_sealed=sealed, made_account=False, **fresh
    )


def opened_number(db: Session, statement: ImportStatement) -> str | None:
    """The account number a statement came with."""
    if statement.number_sealed is None:
        return None
    key = crypto.data_key(db, "household", statement.household_id)
    return key.open_bytes(statement.number_sealed, _place(statement.import_id, statement.position)).decode()


def _sealed(key: crypto.DataKey, import_id: UUID, statement: StatementFigures) -> bytes | None:
    if not statement.number:
        return None
    return key.seal_bytes(statement.number.encode(), _place(import_id, statement.position))


def _place(import_id: UUID, position: int) -> str:
    return f"import_statements|number|{import_id}|{position}"


def _name(statement: StatementFigures) -> str:
    words: dict[str | None, str] = {"card": "Card", "savings": "Savings", "loan": "Loan", "investment": "Investments"}
    kind = words.get(statement.kind, "Checking")
    number = statement.number or ""
    if not number:
        return kind
    return f"{kind} ••{number[-4:]}" if any(c.isdigit() for c in number) else number[:60]
