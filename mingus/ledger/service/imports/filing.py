"""Payee and category of new rows, decided once per distinct text instead of once per row."""

from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.ledger.models import ImportStatement
from mingus.ledger.service import categories, learning, payees

_DISTINCT = text(
    """
    SELECT payee, amount_minor > 0 AS is_income, category, min(description) AS description
      FROM import_rows
     WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement
       AND (CAST(:number AS int) IS NULL OR number = :number)
       AND outcome IN ('new', 'review') AND decision IS DISTINCT FROM 'skip'
     GROUP BY 1, 2, 3
    """
)


def decide(db: Session, statement: ImportStatement, *, number: int | None = None) -> str:
    """JSON of what each distinct (payee, direction, bank's category) is filed under, for the insert to join with."""
    values = {
        "household_id": statement.household_id,
        "import_id": statement.import_id,
        "statement": statement.position,
        "number": number,
    }
    rows = db.execute(_DISTINCT, values).all()
    household_id: UUID = statement.household_id
    ids = payees.ensure(db, household_id, {row.payee for row in rows if row.payee})
    categories.ensure(db, household_id, {(row.category, row.is_income) for row in rows if row.category})
    wanted = [
        learning.Candidate(
            (row.payee, row.is_income, row.category), row.payee, row.description, row.is_income, row.category
        )
        for row in rows
    ]
    filed = learning.categorise(db, household_id, wanted)
    return orjson.dumps([_plain(row, ids, filed) for row in rows]).decode()
