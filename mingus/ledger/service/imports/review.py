"""A person's word on rows that may be others: the same, another one, or leave it out."""

from typing import Literal
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport, ImportRow, Transaction
from mingus.ledger.service.imports import holding, planning, queries
from mingus.ledger.service.imports.confirm import apply, settle

Decision = Literal["add", "same", "skip"]


def decide(db: Session, member: Member, import_id: UUID, number: int, decision: Decision) -> None:
    """Settle one row. Before the import is confirmed this waits for the confirmation; after it, it happens at once.

    Raises NotFound for another household's row, Refused when the row was settled already.
    """
    whole = holding.held(db, member, import_id, with_books=True)
    row = db.scalar(_row(member, import_id, number).with_for_update())
    if row is None:
        raise NotFound("There is no such row.")
    if whole.status not in {"ready", "confirmed"} or (whole.status == "confirmed" and row.decision is not None):
        raise Refused("This row has been dealt with already.")
    if row.outcome != "review" and not (row.outcome == "new" and decision != "same" and whole.status == "ready"):
        raise Refused("There is nothing to decide about this row.")
    if decision == "same":
        _refuse_what_has_gone(db, member, {row.transaction_id})
    row.decision = decision
    db.flush()
    if whole.status == "confirmed" and decision != "skip":
        _carry_out(db, whole, [row])


def decide_all(db: Session, member: Member, import_id: UUID, decision: Decision) -> int:
    """The same word for every row of an import that still waits; returns how many. Raises Refused as `decide` does."""
    whole = holding.held(db, member, import_id, with_books=True)
    waiting = select(ImportRow).where(
        ImportRow.household_id == member.household_id,
        ImportRow.import_id == import_id,
        ImportRow.outcome == "review",
        ImportRow.decision.is_(None),
    )
    rows = list(db.scalars(waiting.order_by(ImportRow.number).with_for_update()))
    if whole.status not in {"ready", "confirmed"} or not rows:
        return 0
    if decision == "same" and whole.status == "confirmed":
        _refuse_what_has_gone(db, member, {row.transaction_id for row in rows})
    for row in rows:
        row.decision = decision
    db.flush()
    if whole.status == "confirmed" and decision != "skip":
        _carry_out(db, whole, rows)
    return len(rows)


def _carry_out(db: Session, whole: FileImport, rows: list[ImportRow]) -> None:
    """Write these rows to the ledger and recompute the touched months, once for all of them."""
    numbers = [row.number for row in rows]
    touched = {row.statement for row in rows}
    statements = [s for s in queries.statements(db, whole.household_id, whole.id) if s.position in touched]
    with planning.for_rows(db, len(rows)):
        for statement in statements:
            apply(db, statement, numbers=numbers)
        settle(db, whole.household_id, whole.id, statements)


def _refuse_what_has_gone(db: Session, member: Member, transaction_ids: set[UUID | None]) -> None:
    """A row that an undo took away can't be what this one is: it would vanish without a trace."""
    there = select(func.count()).where(
        Transaction.household_id == member.household_id, Transaction.id.in_(transaction_ids)
    )
    if db.scalar(there) != len(transaction_ids):
        raise Refused("The other row has gone meanwhile. Add this one, or leave it out.")


def _row(member: Member, import_id: UUID, number: int) -> Select[ImportRow]:
    return select(ImportRow).where(
        ImportRow.household_id == member.household_id, ImportRow.import_id == import_id, ImportRow.number == number
    )
