"""What no bank file says: cash in the purse, withdrawals that filled it, notes, and purchases split into parts."""

from uuid import UUID

from sqlalchemy.orm import Session

from mingus import ledger
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ops.demo.story.lines import Line


def note_cash(db: Session, member: Member, account_id: UUID, line: Line) -> None:
    """Something paid in cash and noted on the way."""
    draft = ledger.TransactionDraft(
        account_id=account_id,
        amount=_size(line.minor, member),
        description=line.text,
        category=line.category,
        transaction_date=line.on,
    )
    ledger.add_transaction(db, member, draft)


def mark_withdrawal(db: Session, member: Member, account_id: UUID, cash_id: UUID, line: Line) -> None:
    """Say that the money from the machine lies in the purse now: a transfer, and not spent yet."""
    if (row_id := _row_of(db, member, account_id, line)) is not None:
        changes = ledger.TransactionChanges(transaction_type="transfer", to_account_id=cash_id)
        ledger.change_transaction(db, member, row_id, changes)


def touch_up(db: Session, member: Member, account_id: UUID, line: Line) -> None:
    """Add the person's note, and split what was for several things."""
    if (row_id := _row_of(db, member, account_id, line)) is None:
        return
    if line.pieces:
        parts = [
            ledger.Part(amount=_size(piece.minor, member), category=piece.category, note=piece.note)
            for piece in line.pieces
        ]
        ledger.split_transaction(db, member, row_id, parts)
    if line.note:
        ledger.change_transaction(db, member, row_id, ledger.TransactionChanges(note=line.note))


def _row_of(db: Session, member: Member, account_id: UUID, line: Line) -> UUID | None:
    """The bank's row of this line; None when a visitor has moved or deleted it."""
    there = ledger.TransactionFilter(account_id=account_id, from_on=line.on, to_on=line.on, limit=200)
    rows = ledger.list_transactions(db, member, there).rows
    return next((row.id for row in rows if row.amount.minor == line.minor and not row.is_transfer), None)


def _size(minor: int, member: Member) -> str:
    return Money(abs(minor), member.currency).decimal_string()
