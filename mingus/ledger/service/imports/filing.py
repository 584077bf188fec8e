"""Payee and category of rows that come in or have posted, decided once per distinct text instead of once per row."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from mingus.ledger.models import ImportStatement
from mingus.ledger.rules.filing import Knowledge
from mingus.ledger.service import categories, learning, payees

# Only people's “when the text contains …” rules look at the bank's whole text; without such rules rows of one payee,
# direction and category are all alike.
_DISTINCT: Final = text(
    """
    SELECT payee, amount_minor > 0 AS is_income, category, CASE WHEN :by_text THEN description END AS description
      FROM import_rows
     WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement
       AND (CAST(:numbers AS int[]) IS NULL OR number = ANY(CAST(:numbers AS int[])))
       AND outcome IN ('new', 'review', 'posted') AND decision IS DISTINCT FROM 'skip'
     GROUP BY 1, 2, 3, 4
    """
)


def decide(db: Session, statement: ImportStatement, *, numbers: list[int] | None = None) -> list[dict[str, Any]]:
    """What each distinct kind of row is filed under, to be joined with; empty when nothing is added or has posted."""
    household_id = statement.household_id
    values = {"household_id": household_id, "import_id": statement.import_id, "statement": statement.position}
    by_text = bool(learning.knowledge(db, household_id).contains)
    rows = db.execute(_DISTINCT, values | {"numbers": numbers, "by_text": by_text}).all()
    if not rows:
        return []
    ids = payees.ensure(db, household_id, {row.payee for row in rows if row.payee})
    categories.ensure(db, household_id, [(row.category, 1 if row.is_income else -1) for row in rows if row.category])
    known = learning.knowledge(db, household_id)  # now with the file's own categories
    return [_filed(row, known, ids) for row in rows]


def _filed(row: Row[Any], known: Knowledge, ids: dict[str, UUID]) -> dict[str, Any]:
    decision = known.of_row(row.payee, row.description or row.payee, 1 if row.is_income else -1, row.category)
    payee_id = decision.payee_id or ids.get(row.payee)
    return {
        "payee": row.payee,
        "is_income": row.is_income,
        "category": row.category,
        "description": row.description,
        "payee_id": payee_id,
        "payee_source": None if payee_id is None else "rule" if decision.payee_id else "file",
        "category_id": decision.category_id,
        "category_source": decision.source if decision.category_id else None,
    }
