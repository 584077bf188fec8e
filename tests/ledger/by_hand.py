"""Short words for the tests of the ledger: open an account, note an expense, read a balance, check the books."""

from datetime import date
from typing import Any
from uuid import UUID

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.schemas.accounts import AccountDraft, AccountView
from mingus.ledger.schemas.transactions import TransactionDraft
from mingus.ledger.service import accounts, balances, rollups, transactions

DAY = date(2026, 11, 3)


def account(member: Member, name: str = "Everyday", **more: Any) -> UUID:
    with db.transaction(member.household_id) as session:
        return accounts.create(session, member, AccountDraft(name=name, **more))


def add(member: Member, amount: str = "12.50", description: str = "Busy Bee Cafe", **more: Any) -> UUID:
    more = {"transaction_date": DAY} | more
    with db.transaction(member.household_id) as session:
        return transactions.add(session, member, TransactionDraft(amount=amount, description=description, **more))


def view(member: Member, account_id: UUID) -> AccountView:
    with db.transaction(member.household_id, read_only=True) as session:
        return balances.get(session, member, account_id)


def balance(member: Member, account_id: UUID) -> str:
    return view(member, account_id).balance.decimal_string()


def books_are_right(member: Member) -> bool:
    """Whether the stored sums are what a fresh count of all rows gives."""
    with db.transaction(member.household_id, read_only=True) as session:
        return rollups.recount(session, member.household_id) == []
