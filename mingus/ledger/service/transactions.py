"""Transactions by hand: add, change, file, delete, restore. What the bank said is never overwritten.

Every write takes the household's lock, then the row, and recomputes the months it touched before it ends.
"""

from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from mingus.core import clock, events
from mingus.core.errors import NotFound, Refused
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction
from mingus.ledger.schemas.transactions import TransactionDraft
from mingus.ledger.service import accounts, learning, moves, payees, rollups
from mingus.ledger.service.filing import category_named, category_of_payee
from mingus.ledger.service.visibility import visible_to


def add(db: Session, member: Member, draft: TransactionDraft) -> UUID:
    """A new transaction, for a transfer the row of the account it leaves. Raises Refused naming the field at fault."""
    rollups.lock_household(db, member.household_id)
    account = _account_of(db, member, draft)
    row = _drafted(db, member, account, draft)
    db.add(row)
    db.flush()
    if draft.transaction_type == "transfer":
        moves.start(db, member, row, draft.to_account_id)
    else:
        file_new(db, member, row, category_named(db, member, draft.category))
    db.flush()
    rollups.refresh_months(db, member.household_id, [moves.place(row)])
    tell(db, member, row, "added")
    return row.id


def set_category(db: Session, member: Member, transaction_id: UUID, said: str | None) -> UUID | None:
    """File it under another category, or none, and learn from it. Answers the category it had before."""
    row = locked(db, member, transaction_id)
    before = row.category_id
    if row.transfer_id is not None:
        raise Refused("A transfer has no category: the money is still yours.", fields={"category": "It is a transfer."})
    if row.is_split:
        raise Refused("Its parts have their own categories.", fields={"category": "Change the parts instead."})
    row.category_id, row.category_source = category_named(db, member, said), "person"
    row.updated_at = clock.now()
    db.flush()
    if row.category_id != before:
        learning.remember(db, member, row.id, row.category_id)
    rollups.refresh_months(db, member.household_id, [moves.place(row)])
    tell(db, member, row, "filed")
    return before


def reset_to_bank(db: Session, member: Member, transaction_id: UUID) -> None:
    """Let the bank's date and amount count again. The name, category and note a person gave stay."""
    row = locked(db, member, transaction_id)
    if row.bank_posted_on is None:
        raise Refused("This one was added by hand: no bank said anything about it.")
    touched = [moves.place(row)]
    row.own_posted_on = row.own_amount_minor = None
    row.updated_at = clock.now()
    db.flush()
    db.refresh(row)
    moves.keep_parts_in_step(db, row)
    rollups.refresh_months(db, member.household_id, [*touched, moves.place(row)])
    tell(db, member, row, "reset")


def delete(db: Session, member: Member, transaction_id: UUID) -> None:
    """Count it no more. The row stays, so that the bank's next file finds it and does not bring it back.

    A transfer that was entered by hand goes as it came: both ends at once.
    """
    row = locked(db, member, transaction_id)
    both = [row, moves.other_end_by_hand(db, member, row)]
    _mark(db, member, both, deleted=True)


def restore(db: Session, member: Member, transaction_id: UUID) -> None:
    """Undo `delete`."""
    row = locked(db, member, transaction_id, deleted=True)
    both = [row, moves.other_end_by_hand(db, member, row, deleted=True)]
    _mark(db, member, both, deleted=False)


def locked(db: Session, member: Member, transaction_id: UUID, *, deleted: bool = False) -> Transaction:
    """The row, held until commit together with the household's sums. Raises NotFound unless this member may see it."""
    rollups.lock_household(db, member.household_id)
    of_account = and_(Account.household_id == Transaction.household_id, Account.id == Transaction.account_id)
    in_trash = Transaction.deleted_at.is_not(None)
    query = (
        select(Transaction)
        .join(Account, of_account)
        .where(
            Transaction.household_id == member.household_id,
            Transaction.id == transaction_id,
            in_trash if deleted else ~in_trash,
            visible_to(member),
        )
    )
    row = db.scalar(query.with_for_update(of=Transaction).execution_options(populate_existing=True))
    if row is None:
        raise NotFound("There is no such transaction.")
    return row


def tell(db: Session, member: Member, row: Transaction, change: str) -> None:
    """Record what happened to the row."""
    events.record(db, events.TransactionChanged(member.household_id, member.person_id, row.id, change))


def file_new(db: Session, member: Member, row: Transaction, category_id: UUID | None) -> None:
    """Put a fresh row under the category a person chose, else under its payee's usual one."""
    row.category_id, row.category_source = category_id, "person" if category_id else None
    if category_id is None and row.payee_id is not None:
        row.category_id = category_of_payee(db, member, row.payee_id)
        row.category_source = "payee" if row.category_id else None


def _mark(db: Session, member: Member, rows: list[Transaction | None], *, deleted: bool) -> None:
    ends = [row for row in rows if row is not None]
    for row in ends:
        row.updated_at = clock.now()
        row.deleted_at = row.updated_at if deleted else None
    rollups.refresh_months(db, member.household_id, [moves.place(row) for row in ends])
    for row in ends:
        tell(db, member, row, "deleted" if deleted else "restored")


def _account_of(db: Session, member: Member, draft: TransactionDraft) -> Account:
    try:
        return accounts.for_new_rows(db, member, draft.account_id)
    except NotFound:
        raise Refused("There is no such account.", fields={"account_id": "There is no such account."}) from None


def _drafted(db: Session, member: Member, account: Account, draft: TransactionDraft) -> Transaction:
    amount = money_of(draft.amount, account.currency, "amount")
    return Transaction(
        household_id=member.household_id,
        id=new_id(),
        account_id=account.id,
        currency=account.currency,
        status="posted",
        own_posted_on=draft.transaction_date or clock.today(member.time_zone),
        own_amount_minor=amount.minor if draft.transaction_type == "income" else -amount.minor,
        payee_id=payees.get_or_create(db, member, draft.description),
        payee_source="person",
        note=draft.note,
        is_split=False,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
