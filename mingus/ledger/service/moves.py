"""Transfers entered by hand, and what stays in step with a row whose amount changes: its parts, its other end."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Split, Transaction
from mingus.ledger.rules import splitting
from mingus.ledger.service import rollups, transfers
from mingus.ledger.service.visibility import visible_to

Place = tuple[UUID, date]


def start(db: Session, member: Member, row: Transaction, other_account_id: UUID | None) -> None:
    """Make `row` one end of a transfer. The other is written to `other_account_id`; None: an account we don't know."""
    db.flush()
    if other_account_id is None:
        transfers.mark_one_sided(db, member, row.id)
        db.refresh(row, ["transfer_id"])
        return
    other = _other_end(row, _other_account(db, member, row, other_account_id))
    db.add(other)
    db.flush()
    out_id, in_id = (row.id, other.id) if amount_of(row) < 0 else (other.id, row.id)
    transfers.pair(db, member, out_id, in_id)
    rollups.refresh_months(db, member.household_id, [place(other)])
    db.refresh(row, ["transfer_id"])


def other_end_by_hand(db: Session, member: Member, row: Transaction, *, deleted: bool = False) -> Transaction | None:
    """The other end of a transfer that was entered by hand as one thing, held until commit; else None."""
    if row.transfer_id is None or row.bank_posted_on is not None:
        return None
    of_account = and_(Account.household_id == Transaction.household_id, Account.id == Transaction.account_id)
    query = (
        select(Transaction)
        .join(Account, of_account)
        .where(
            Transaction.household_id == member.household_id,
            Transaction.transfer_id == row.transfer_id,
            Transaction.id != row.id,
            Transaction.bank_posted_on.is_(None),
            Transaction.deleted_at.is_not(None) if deleted else Transaction.deleted_at.is_(None),
            visible_to(member),
        )
    )
    return db.scalar(query.with_for_update(of=Transaction))


def keep_other_end_in_step(db: Session, member: Member, row: Transaction) -> list[Place]:
    """Give the other end of a transfer by hand the same day and amount. Answers the places it touched."""
    other = other_end_by_hand(db, member, row)
    if other is None:
        return []
    before = place(other)
    other.own_posted_on, other.own_amount_minor = row.own_posted_on, -amount_of(row)
    other.updated_at = clock.now()
    db.flush()
    return [before, place(other)]


def keep_parts_in_step(db: Session, row: Transaction) -> None:
    """After the amount changed: the last part of a split takes the difference, so that they still sum to it."""
    if not row.is_split:
        return
    parts = parts_of(db, row)
    fresh = splitting.rebalanced(amount_of(row), [part.amount_minor for part in parts])
    if len(fresh) < 2:
        unsplit(db, row)
        return
    for part, amount_minor in zip(parts, fresh, strict=False):
        part.amount_minor = amount_minor
    for part in parts[len(fresh) :]:
        db.delete(part)
    db.flush()


def unsplit(db: Session, row: Transaction) -> None:
    """Remove the parts; the category the row had before counts again."""
    db.execute(delete(Split).where(Split.household_id == row.household_id, Split.transaction_id == row.id))
    row.is_split = False
    db.flush()


def parts_of(db: Session, row: Transaction) -> list[Split]:
    """The parts of a split, in their order."""
    mine = select(Split).where(Split.household_id == row.household_id, Split.transaction_id == row.id)
    return list(db.scalars(mine.order_by(Split.position).execution_options(populate_existing=True)))


def amount_of(row: Transaction) -> int:
    """What counts in minor units, also before the database has computed it."""
    amount_minor = row.bank_amount_minor if row.own_amount_minor is None else row.own_amount_minor
    assert amount_minor is not None  # the table's constraint `complete`
    return amount_minor


def place(row: Transaction) -> Place:
    """Which account and day the row counts in."""
    posted_on = row.own_posted_on or row.bank_posted_on
    assert posted_on is not None  # the table's constraint `complete`
    return row.account_id, posted_on


def _other_account(db: Session, member: Member, row: Transaction, account_id: UUID) -> Account:
    account = db.scalar(select(Account).where(Account.id == account_id, visible_to(member)))
    message = ""
    if account is None:
        message = "There is no such account."
    elif account.id == row.account_id:
        message = "Choose another account: money can’t move from an account to itself."
    elif account.currency != row.currency:
        message = f"That account is in {account.currency}. Enter the two sides one by one, each in its currency."
    if account is None or message:
        raise Refused(message, fields={"to_account_id": message})
    return account


def _other_end(row: Transaction, account: Account) -> Transaction:
    return Transaction(
        household_id=row.household_id,
        id=new_id(),
        account_id=account.id,
        currency=account.currency,
        status="posted",
        own_posted_on=row.own_posted_on or row.bank_posted_on,
        own_amount_minor=-amount_of(row),
        payee_id=row.payee_id,
        payee_source=row.payee_source,
        note="",
        is_split=False,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
