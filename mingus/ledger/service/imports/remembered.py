"""The choices for a bank's CSV files, kept under the header they have, so that the next file needs no questions."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core.clock import now
from mingus.ledger.formats import CsvShape
from mingus.ledger.models import FileImport, ImportStatement, RememberedShape


def recall(db: Session, household_id: UUID, signature: str) -> RememberedShape | None:
    """What was chosen for the last file with this header."""
    return db.get(RememberedShape, (household_id, signature))


def keep(db: Session, row: FileImport, statements: list[ImportStatement]) -> None:
    """Remember a confirmed file's choices and the account it went to (if it was one)."""
    if row.format != "csv" or not row.shape:
        return
    shape = CsvShape.from_json(row.shape)
    account_id = statements[0].account_id if len(statements) == 1 else None
    values = {"shape": shape.choices(), "account_id": account_id, "updated_at": now()}
    fresh = insert(RememberedShape).values(household_id=row.household_id, signature=shape.header_signature(), **values)
    db.execute(fresh.on_conflict_do_update(index_elements=["household_id", "signature"], set_=values))


def account_of(db: Session, household_id: UUID, shape: CsvShape | None) -> UUID | None:
    """The account the last file with this header went to."""
    if shape is None:
        return None
    wanted = select(RememberedShape.account_id).where(
        RememberedShape.household_id == household_id, RememberedShape.signature == shape.header_signature()
    )
    return db.scalar(wanted)
