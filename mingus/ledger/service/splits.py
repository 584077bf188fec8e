"""Split a transaction into parts with their own categories; together they are always the whole."""

from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core.errors import Refused
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Split, Transaction
from mingus.ledger.rules import splitting
from mingus.ledger.schemas.transactions import Part
from mingus.ledger.service import moves, rollups, transactions
from mingus.ledger.service.filing import category_named


def replace(db: Session, member: Member, transaction_id: UUID, parts: list[Part]) -> None:
    """Split the transaction into exactly these parts; none makes it whole again.

    Raises Refused that names `parts` when they do not sum to the amount, or `parts.1.amount` for a single fault.
    """
    row = transactions.locked(db, member, transaction_id)
    if row.transfer_id is not None:
        raise _refused("A transfer can’t be split: it has no category.")
    fresh = [_made(db, member, row, number, part) for number, part in enumerate(parts)]
    total = Money(moves.amount_of(row), row.currency)
    if fresh and (fault := splitting.fault(total, [Money(part.amount_minor, row.currency) for part in fresh])):
        raise _refused(fault)
    moves.unsplit(db, row)
    db.add_all(fresh)
    row.is_split = bool(fresh)
    row.updated_at = clock.now()
    db.flush()
    rollups.refresh_months(db, member.household_id, [moves.place(row)])
    transactions.tell(db, member, row, "split" if fresh else "unsplit")


def _made(db: Session, member: Member, row: Transaction, number: int, part: Part) -> Split:
    """The part as it is stored: signed like the whole."""
    size = money_of(part.amount, row.currency, f"parts.{number}.amount").minor
    return Split(
        household_id=member.household_id,
        id=new_id(),
        transaction_id=row.id,
        position=number,
        amount_minor=size if moves.amount_of(row) > 0 else -size,
        category_id=category_named(db, member, part.category, field=f"parts.{number}.category"),
        note=part.note,
    )


def _refused(message: str) -> Refused:
    return Refused(message, fields={"parts": message})
