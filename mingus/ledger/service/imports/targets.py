"""Which account a statement belongs to, and what its balances say about that account."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.clock import now
from mingus.core.errors import NotFound, Refused
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, ImportStatement, Transaction
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import rollups
from mingus.ledger.service.imports import planning, queries
from mingus.ledger.service.imports.classify import classify
from mingus.ledger.service.imports.staging import opened_number


def find_account(db: Session, member: Member, statement: ImportStatement, remembered: UUID | None) -> UUID | None:
    """The account with the statement's number, else the one its bank's files went to last time; None to ask."""
    mine = select(Account.id).where(
        Account.household_id == member.household_id,
        Account.deleted_at.is_(None),
        Account.currency == statement.currency,
        Account.private_to.is_(None) | (Account.private_to == member.person_id),
    )
    if statement.number_index is not None:
        return db.scalar(mine.where(Account.number_index == statement.number_index))
    return db.scalar(mine.where(Account.id == remembered)) if remembered else None


def choose(db: Session, member: Member, statement: ImportStatement, account_id: UUID | None) -> None:
    """Send a statement to an account of the household, or to a new one (None). Raises Refused across currencies."""
    if account_id is not None:
        account = _account(db, member, account_id)
        if account.currency != statement.currency:
            message = f"This file is in {statement.currency}, the account “{account.name}” is in {account.currency}."
            raise Refused(message, fields={"account_id": message})
    statement.account_id = account_id
    db.flush()


def retarget(db: Session, member: Member, import_id: UUID, position: int, target: Target) -> None:
    """Change where a statement goes, and what a new account will be called and open with. Settles its rows anew."""
    rollups.lock_household(db, member.household_id)
    row = queries.locked(db, member, import_id)
    if row.status != "ready":
        raise Refused("This import has been dealt with already.")
    statement = db.get(ImportStatement, (member.household_id, import_id, position))
    if statement is None:
        raise NotFound("There is no such account in this file.")
    moved = statement.account_id != target.account_id
    choose(db, member, statement, target.account_id)
    _describe(statement, target)
    db.flush()
    if moved:
        with planning.for_rows(db, row.rows_read):
            classify(db, statement)
        row.counts = queries.counts(db, member.household_id, import_id)
        db.flush()


def _describe(statement: ImportStatement, target: Target) -> None:
    statement.suggested_name = target.name or statement.suggested_name
    statement.kind = target.kind or statement.kind
    if target.opening is not None:
        statement.opening_minor = money_of(target.opening, statement.currency, "opening").minor


def ensure_account(db: Session, member: Member, statement: ImportStatement) -> None:
    """Make the account of a statement that has none yet."""
    if statement.account_id is not None:
        _remember_before(db, member, statement)
        return
    moment = now()
    account = Account(
        household_id=member.household_id,
        id=new_id(),
        name=_free_name(db, member, statement.suggested_name),
        kind=statement.kind,
        currency=statement.currency,
        institution="",
        opening_minor=0,
        opening_source="assumed",
        created_at=moment,
        updated_at=moment,
    )
    _take_number(db, statement, account)
    db.add(account)
    db.flush()
    statement.account_id, statement.made_account = account.id, True
    db.flush()


def derived_opening(statement: ImportStatement) -> tuple[int, str]:
    """Opening balance of a new account and where it is from: the file's closing balance less its rows, else asked."""
    if statement.closing_minor is not None:
        return statement.closing_minor - statement.sum_minor, "file"
    if statement.opening_minor is not None:
        return statement.opening_minor, "asked"
    return 0, "assumed"


def take_balances(db: Session, statement: ImportStatement) -> None:
    """Keep the bank's newest balance; where nobody has said how the account began, let that follow from it."""
    account = db.get_one(Account, (statement.household_id, statement.account_id))
    if statement.made_account:
        account.opening_minor, account.opening_source = derived_opening(statement)
        account.opening_on = statement.first_on - timedelta(days=1) if statement.first_on else None
    if statement.closing_minor is not None and statement.closing_on is not None:
        if account.bank_balance_on is None or statement.closing_on >= account.bank_balance_on:
            account.bank_balance_minor, account.bank_balance_on = statement.closing_minor, statement.closing_on
        if account.opening_source == "assumed" and not statement.made_account:
            account.opening_minor = statement.closing_minor - _posted_until(db, account, statement.closing_on)
            account.opening_source = "file"
    account.updated_at = now()
    db.flush()


def put_back(db: Session, statement: ImportStatement) -> None:
    """Undo what the import changed about the account; remove it when the import made it and it is empty."""
    if statement.account_id is None:
        return
    account = db.get_one(Account, (statement.household_id, statement.account_id))
    if statement.made_account and not _has_rows(db, account):
        statement.account_id, statement.made_account = None, False
        db.flush()
        db.delete(account)
        db.flush()
        return
    for column, value in (statement.before or {}).items():
        restored = date.fromisoformat(value) if column.endswith("_on") and value else value
        setattr(account, column, restored)
    db.flush()


def _remember_before(db: Session, member: Member, statement: ImportStatement) -> None:
    account = _account(db, member, statement.account_id)
    columns = ("opening_minor", "opening_source", "opening_on", "bank_balance_minor", "bank_balance_on")
    statement.before = {column: _plain(getattr(account, column)) for column in columns}
    if account.number_index is None and statement.number_index is not None:
        _take_number(db, statement, account)
    db.flush()


def _take_number(db: Session, statement: ImportStatement, account: Account) -> None:
    """Give the account the file's number, so that the next file finds it; unless another account has it."""
    number = opened_number(db, statement)
    taken = select(Account.id).where(
        Account.household_id == statement.household_id,
        Account.number_index == statement.number_index,
        Account.deleted_at.is_(None),
    )
    if number is None or db.scalar(taken):
        return
    key = crypto.data_key(db, "household", statement.household_id)
    account.number_sealed = key.seal(number, table="accounts", column="number_sealed", row_id=account.id)
    account.number_index = statement.number_index


def _account(db: Session, member: Member, account_id: UUID | None) -> Account:
    found = db.scalar(
        select(Account).where(
            Account.household_id == member.household_id,
            Account.id == account_id,
            Account.deleted_at.is_(None),
            Account.private_to.is_(None) | (Account.private_to == member.person_id),
        )
    )
    if found is None:
        raise NotFound("There is no such account.")
    return found


def _free_name(db: Session, member: Member, wanted: str) -> str:
    taken = set(
        db.scalars(
            select(func.lower(Account.name)).where(
                Account.household_id == member.household_id, Account.deleted_at.is_(None)
            )
        )
    )
    name, number = wanted, 2
    while name.lower() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def _posted_until(db: Session, account: Account, until: date) -> int:
    rows = select(func.coalesce(func.sum(Transaction.amount_minor), 0)).where(
        Transaction.household_id == account.household_id,
        Transaction.account_id == account.id,
        Transaction.deleted_at.is_(None),
        Transaction.status == "posted",
        Transaction.posted_on <= until,
    )
    return int(db.scalar(rows) or 0)


def _has_rows(db: Session, account: Account) -> bool:
    rows = select(Transaction.id).where(
        Transaction.household_id == account.household_id, Transaction.account_id == account.id
    )
    return db.scalar(rows.limit(1)) is not None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
