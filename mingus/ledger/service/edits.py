"""Changes a person makes to a transaction: only what differs is written, and only to the person's own columns."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core.errors import NotFound, Refused
from mingus.core.fields import money_of
from mingus.core.tenancy import Member
from mingus.ledger.models import Payee, Transaction
from mingus.ledger.schemas.transactions import TransactionChanges
from mingus.ledger.service import accounts, learning, moves, payees, rollups, transactions, transfers
from mingus.ledger.service.filing import category_named

Step = Callable[[Session, Member, Transaction, TransactionChanges], bool]


def change(db: Session, member: Member, transaction_id: UUID, changes: TransactionChanges) -> list[str]:
    """Take over what was sent and differs; answers its names. Raises Refused naming the field at fault.

    A bank's row keeps its account and what the bank said. Both ends of a transfer by hand change together, and the
    parts of a split still sum to its amount.
    """
    row = transactions.locked(db, member, transaction_id)
    touched = [moves.place(row)]
    changed = [name for name, step in _STEPS.items() if step(db, member, row, changes)]
    if not changed:
        return []
    row.updated_at = clock.now()
    db.flush()
    if {"amount", "type"} & set(changed):
        moves.keep_parts_in_step(db, row)
    if {"amount", "date"} & set(changed):
        touched += moves.keep_other_end_in_step(db, member, row)
    rollups.refresh_months(db, member.household_id, [*touched, moves.place(row)])
    transactions.tell(db, member, row, f"edited {' '.join(changed)}")
    return changed


def type_of(amount_minor: int, transfer_id: UUID | None) -> str:
    """income, expense or transfer."""
    if transfer_id is not None:
        return "transfer"
    return "income" if amount_minor > 0 else "expense"


def _account(db: Session, member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    if changes.account_id in {None, row.account_id}:
        return False
    try:
        account = accounts.for_new_rows(db, member, changes.account_id)
    except NotFound:
        raise _refused("account_id", "There is no such account.") from None
    if row.bank_posted_on is not None:
        raise _refused("account_id", "Your bank brought this transaction, so it stays in its account.")
    if row.transfer_id is not None:
        raise _refused("account_id", "One end of a transfer stays where it is. Delete it and enter it anew.")
    if account.currency != row.currency:
        raise _refused("account_id", f"That account is in {account.currency}, this amount in {row.currency}.")
    row.account_id = account.id
    return True


def _type(db: Session, member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    amount_minor = moves.amount_of(row)
    wanted, is_now = changes.transaction_type, type_of(amount_minor, row.transfer_id)
    if wanted in {None, is_now}:
        return False
    if wanted == "transfer":
        moves.unsplit(db, row)
        moves.start(db, member, row, changes.to_account_id)
        return True
    if is_now == "transfer":
        db.flush()
        transfers.separate(db, member, row.id)
        db.refresh(row, ["transfer_id"])
    if wanted != type_of(amount_minor, None) and amount_minor:
        _turn_parts(db, row)
        _set_amount(row, -amount_minor)
    return True


def _amount(_db: Session, _member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    if changes.amount is None:
        return False
    size, before = money_of(changes.amount, row.currency, "amount").minor, moves.amount_of(row)
    if size == abs(before):
        return False
    is_in = before > 0 or (before == 0 and changes.transaction_type == "income")
    _set_amount(row, size if is_in else -size)
    return True


def _date(_db: Session, _member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    wanted = changes.transaction_date
    if wanted in {None, row.own_posted_on or row.bank_posted_on}:
        return False
    row.own_posted_on = None if wanted == row.bank_posted_on else wanted
    return True


def _description(db: Session, member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    if changes.description is None or changes.description == _name_shown(db, row):
        return False
    row.payee_id = payees.get_or_create(db, member, changes.description)
    row.payee_source = "person"
    return True


def _category(db: Session, member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    if "category" not in changes.model_fields_set or row.is_split or row.transfer_id is not None:
        return False
    wanted = category_named(db, member, changes.category)
    if wanted == row.category_id:
        return False
    row.category_id, row.category_source = wanted, "person"
    db.flush()
    learning.remember(db, member, row.id, wanted)
    return True


def _note(_db: Session, _member: Member, row: Transaction, changes: TransactionChanges) -> bool:
    if changes.note in {None, row.note}:
        return False
    row.note = changes.note or ""
    return True


_STEPS: dict[str, Step] = {
    "account": _account,
    "type": _type,
    "amount": _amount,
    "date": _date,
    "description": _description,
    "category": _category,
    "note": _note,
}


def _set_amount(row: Transaction, amount_minor: int) -> None:
    row.own_amount_minor = None if amount_minor == row.bank_amount_minor else amount_minor


def _turn_parts(db: Session, row: Transaction) -> None:
    for part in moves.parts_of(db, row):
        part.amount_minor = -part.amount_minor


def _name_shown(db: Session, row: Transaction) -> str | None:
    """The payee's name, else the bank's text, both with blanks collapsed as they are shown."""
    if row.payee_id is None:
        return " ".join((row.bank_description or "").split())
    return db.scalar(
        select(func.coalesce(Payee.name, "")).where(Payee.household_id == row.household_id, Payee.id == row.payee_id)
    )


def _refused(field: str, message: str) -> Refused:
    return Refused(message, fields={field: message})
