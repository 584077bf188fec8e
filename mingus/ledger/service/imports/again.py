"""A file that was read before, byte for byte: its rows are taken over as they were read then, not parsed once more."""

from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import select, text
from sqlalchemy.orm import Session

import mingus
from mingus.core.ids import new_id
from mingus.ledger.models import FileImport, ImportStatement
from mingus.ledger.service.imports import queries, staging
from mingus.uploads import Upload

_COPY_ROWS: Final = text(
    """
    INSERT INTO import_rows (household_id, import_id, number, statement, line, posted_on, amount_minor, description,
                             memo, category, source_id, pending, fingerprint, payee, outcome, reason, column_name,
                             raw_value)
    SELECT household_id, :import_id, number, statement, line, posted_on, amount_minor, description,
           memo, category, source_id, pending, fingerprint, payee, NULL, '', column_name, raw_value
      FROM import_rows
     WHERE household_id = :household_id AND import_id = :earlier_id
    """
)
_NEEDING_IDS: Final = text(
    """
    SELECT number FROM import_rows
     WHERE household_id = :household_id AND import_id = :import_id AND new_id IS NULL AND outcome IN ('new', 'review')
    """
)
_GIVE_IDS: Final = text(
    """
    UPDATE import_rows r SET new_id = g.id FROM json_to_recordset(CAST(:ids AS json)) AS g(number int, id uuid)
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.number = g.number
    """
)


def earlier(db: Session, row: FileImport) -> FileImport | None:
    """The newest import of the same bytes that this version of Mingus read without a fault, if there is one."""
    this_file = select(Upload.sha256).where(Upload.household_id == row.household_id, Upload.id == row.upload_id)
    found = db.scalar(
        select(FileImport)
        .join(Upload, (Upload.household_id == FileImport.household_id) & (Upload.id == FileImport.upload_id))
        .where(
            FileImport.household_id == row.household_id,
            FileImport.id != row.id,
            FileImport.status.in_(("confirmed", "undone")),
            FileImport.reader_version == mingus.__version__,
            Upload.sha256 == this_file.scalar_subquery(),
        )
        .order_by(FileImport.created_at.desc())
        .limit(1)
    )
    return None if found is None or found.counts.get("failed") else found


def take_over(db: Session, row: FileImport, before: FileImport) -> list[ImportStatement]:
    """Stage what was read of `before` for `row`; its outcomes are settled anew, against the ledger as it is now."""
    values = {"household_id": row.household_id, "import_id": row.id, "earlier_id": before.id}
    db.execute(_COPY_ROWS, values)
    for known in queries.statements(db, row.household_id, before.id):
        number = staging.opened_number(db, known)
        db.add(staging.copied(db, known, row.id, number))
    row.format, row.encoding, row.shape, row.rows_read = before.format, before.encoding, before.shape, before.rows_read
    db.flush()
    return queries.statements(db, row.household_id, row.id)


def give_ids(db: Session, household_id: UUID, import_id: UUID) -> None:
    """Ids for the rows that may be added; those that are there already need none."""
    values = {"household_id": household_id, "import_id": import_id}
    ids = [{"number": number, "id": new_id()} for number in db.scalars(_NEEDING_IDS, values)]
    if ids:
        db.execute(_GIVE_IDS, values | {"ids": orjson.dumps(ids).decode()})
