"""A person's word on rows that may be others: the same, another one, or leave it out."""

from typing import Literal
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import ImportRow, ImportStatement, Transaction
from mingus.ledger.service import rollups
from mingus.ledger.service.imports import queries
from mingus.ledger.service.imports.confirm import apply, settle

Decision = Literal["add", "same", "skip"]


def decide(db: Session, member: Member, import_id: UUID, number: int, decision: Decision) -> None:
    """Settle one row. Before the import is confirmed this waits for the confirmation; after it, it happens at once.

    Raises NotFound for another household's row, Refused when the row was settled already.
    """
    rollups.lock_household(db, member.household_id)
    whole = queries.locked(db, member, import_id)
    row = db.scalar(_row(member, import_id, number).with_for_update())
    if row is None:
        raise NotFound("There is no such row.")
    if whole.status not in {"ready", "confirmed"} or (whole.status == "confirmed" and row.decision is not None):
        raise Refused("This row has been dealt with already.")
    if row.outcome != "review" and not (row.outcome == "new" and decision != "same" and whole.status == "ready"):
        raise Refused("There is nothing to decide about this row.")
    if decision == "same" and not _is_there(db, member, row.transaction_id):
        raise Refused("The other row has gone meanwhile. Add this one, or leave it out.")
    row.decision = decision
    db.flush()
    if whole.status == "confirmed" and decision != "skip":
        statement = db.get_one(ImportStatement, (member.household_id, import_id, row.statement))
        apply(db, statement, number=number)
        settle(db, member.household_id, import_id, [statement])


def decide_all(db: Session, member: Member, import_id: UUID, decision: Decision) -> int:
    """The same word for every row of an import that still waits; returns how many."""
    waiting = select(ImportRow.number).where(
        ImportRow.household_id == member.household_id,
        ImportRow.import_id == import_id,
        ImportRow.outcome == "review",
        ImportRow.decision.is_(None),
    )
    rollups.lock_household(db, member.household_id)
    whole = queries.locked(db, member, import_id)
    numbers = list(db.scalars(waiting))
    if whole.status == "ready":
        rows = update(ImportRow).where(
            ImportRow.household_id == member.household_id,
            ImportRow.import_id == import_id,
            ImportRow.number.in_(numbers),
        )
        db.execute(rows.values(decision=decision))
        return len(numbers)
    for number in numbers:
        decide(db, member, import_id, number, decision)
    return len(numbers)


def _is_there(db: Session, member: Member, transaction_id: UUID | None) -> bool:
    """A row that an undo took away can't be what this one is: it would vanish without a trace."""
    wanted = select(Transaction.id).where(
        Transaction.household_id == member.household_id, Transaction.id == transaction_id
    )
    return db.scalar(wanted) is not None


def _row(member: Member, import_id: UUID, number: int) -> Select[ImportRow]:
    return select(ImportRow).where(
        ImportRow.household_id == member.household_id, ImportRow.import_id == import_id, ImportRow.number == number
    )
