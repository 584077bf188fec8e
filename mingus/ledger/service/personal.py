"""What the ledger keeps of people, for taking along and for leaving."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core.personal_data import PersonalData, Rows
from mingus.ledger import models

# In the order in which rows can be deleted: what refers to others first.
MODELS: Final = (
    models.CategoryMonth,
    models.AccountDay,
    models.TransferRejection,
    models.ImportChange,
    models.ImportRow,
    models.ImportStatement,
    models.RememberedShape,
    models.FileImport,
    models.Split,
    models.Transaction,
    models.Transfer,
    models.Rule,
    models.Payee,
    models.Category,
    models.Account,
)
LEFT_OUT: Final = frozenset({"number_sealed", "number_index", "fingerprint", "pending_fingerprint", "settled_against"})
"""Sealed account numbers, and the marks by which rows are recognised."""


def export(db: Session, household_id: UUID) -> Iterator[tuple[str, Rows]]:
    """Every row of the household, table by table."""
    for model in reversed(MODELS):
        columns = [column for column in _table(model).columns if column.name not in LEFT_OUT]
        rows = db.execute(select(*columns).where(model.household_id == household_id))
        yield _table(model).name, rows.mappings()


def erase(db: Session, household_id: UUID) -> None:
    """Delete every row of the household."""
    for model in MODELS:
        db.execute(delete(model).where(model.household_id == household_id))


def _table(model: Any) -> Any:
    return model.__table__


ENTRY: Final = PersonalData("ledger", frozenset(_table(model).name for model in MODELS), export, erase)
