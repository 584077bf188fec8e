"""Which rows may be the other side of a transfer: for a person to say, after Mingus has paired what is beyond doubt."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Payee, Transaction
from mingus.ledger.schemas.listing import PartnerView, TransactionView
from mingus.ledger.service.visibility import visible_to

DAYS: Final = timedelta(days=7)
SHOWN: Final = 4


def possible(db: Session, member: Member, row: TransactionView) -> list[PartnerView]:
    """Rows of other accounts with the opposite amount within a week, the nearest first; one statement, or none."""
    if row.is_transfer or row.is_split or row.deleted_at is not None:
        return []
    of_account = and_(Account.household_id == Transaction.household_id, Account.id == Transaction.account_id)
    of_payee = and_(Payee.household_id == Transaction.household_id, Payee.id == Transaction.payee_id)
    name = func.coalesce(Payee.name, Transaction.bank_description, "")
    found = db.execute(
        select(Transaction.id, name, Account.name, Transaction.posted_on, Transaction.amount_minor)
        .join(Account, of_account)
        .outerjoin(Payee, of_payee)
        .where(visible_to(member), Transaction.household_id == member.household_id, *_opposite(row))
        .order_by(func.abs(Transaction.posted_on - row.posted_on), Transaction.id)
        .limit(SHOWN)
    )
    currency = row.amount.currency
    return [PartnerView(id_, said, account, on, Money(minor, currency)) for id_, said, account, on, minor in found]


def _opposite(row: TransactionView) -> list[ColumnElement[bool]]:
    since: date = row.posted_on - DAYS
    return [
        Transaction.posted_on.between(since, row.posted_on + DAYS),
        Transaction.amount_minor == -row.amount.minor,
        Transaction.currency == row.amount.currency,
        Transaction.account_id != row.account_id,
        Transaction.transfer_id.is_(None),
        Transaction.is_split.is_(False),
        Transaction.deleted_at.is_(None),
    ]


def other_side(db: Session, member: Member, transaction_id: UUID) -> UUID | None:
    """The row at the other end of this one's transfer, where the member may see it."""
    mine = select(Transaction.transfer_id).where(
        Transaction.household_id == member.household_id, Transaction.id == transaction_id
    )
    of_account = and_(Account.household_id == Transaction.household_id, Account.id == Transaction.account_id)
    return db.scalar(
        select(Transaction.id)
        .join(Account, of_account)
        .where(
            visible_to(member),
            Transaction.household_id == member.household_id,
            Transaction.transfer_id == mine.scalar_subquery(),
            Transaction.id != transaction_id,
        )
    )
