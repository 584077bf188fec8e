"""Which account a statement belongs to; the account is made when there is none yet."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mingus.core import crypto, events
from mingus.core.clock import now
from mingus.core.errors import NotFound, Refused
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, ImportStatement
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service.imports import again, holding, meanwhile, planning, queries
from mingus.ledger.service.imports.classify import classify
from mingus.ledger.service.imports.staging import opened_number
from mingus.ledger.service.visibility import visible_to


def find_account(db: Session, member: Member, statement: ImportStatement, remembered: UUID | None) -> UUID | None:
    """The account with the statement's number, else the one its bank's files went to last time; None to ask."""
    mine = select(Account.id).where(
        Account.household_id == member.household_id,
        Account.deleted_at.is_(None),
        Account.currency == statement.currency,
        Account.private_to.is_(None) | (Account.private_to == member.person_id),
    )
    if statement.number_index is not None:
        known = mine.where(Account.number_index == statement.number_index)
        return db.scalar(known.order_by(Account.private_to).limit(1))  # one's own before a shared one
    return db.scalar(mine.where(Account.id == remembered)) if remembered else None


def account_named(db: Session, member: Member, name: str) -> UUID | None:
    """The account a person calls so, in whatever capitals: their own private one before a shared one."""
    known = select(Account.id).where(visible_to(member), func.lower(Account.name) == func.lower(name))
    return db.scalar(known.order_by(Account.private_to).limit(1))


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
    row = holding.held(db, member, import_id, with_books=True)
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
        again.give_ids(db, member.household_id, import_id)
        _doubt_the_others(db, statement)
        row.counts = queries.counts(db, member.household_id, import_id)
        db.flush()


def _doubt_the_others(db: Session, statement: ImportStatement) -> None:
    """Have the file's other parts settled anew when it is confirmed: they may have heeded what this one found."""
    others = update(ImportStatement).where(
        ImportStatement.household_id == statement.household_id,
        ImportStatement.import_id == statement.import_id,
        ImportStatement.position != statement.position,
    )
    db.execute(others.values(settled_against=None))


def _describe(statement: ImportStatement, target: Target) -> None:
    statement.suggested_name = target.name or statement.suggested_name
    statement.kind = target.kind or statement.kind
    if target.opening is not None:
        statement.opening_minor = money_of(target.opening, statement.currency, "opening").minor


def ensure_account(db: Session, member: Member, statement: ImportStatement) -> None:
    """Make the account of a statement that has none yet, unless its like has made it meanwhile."""
    if statement.account_id is None:
        statement.account_id = meanwhile.account_made(db, member, statement)
    if statement.account_id is not None:
        account = _account(db, member, statement.account_id)
        if account.number_index is None and statement.number_index is not None:
            _take_number(db, statement, account)
            db.flush()
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
    events.record(db, events.AccountChanged(member.household_id, member.person_id, account.id, "created"))
    statement.account_id, statement.made_account = account.id, True
    db.flush()


def _take_number(db: Session, statement: ImportStatement, account: Account) -> None:
    """Give the account the file's number, so that the next file finds it; unless another account has it."""
    number = opened_number(db, statement)
    taken = select(Account.id).where(
        Account.household_id == statement.household_id,
        Account.private_to.is_not_distinct_from(account.private_to),
        Account.number_index == statement.number_index,
        Account.deleted_at.is_(None),
    )
    if number is None or db.scalar(taken):
        return
    key = crypto.data_key(db, "household", statement.household_id)
    account.number_sealed = key.seal(number, table="accounts", column="number", row_id=account.id)
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
                Account.household_id == member.household_id,
                Account.deleted_at.is_(None),
                Account.private_to.is_(None) | (Account.private_to == member.person_id),
            )
        )
    )
    name, number = wanted, 2
    while name.lower() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name
