"""Accounts with their balances, read from the daily sums: one statement, however many rows an account has."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from mingus.core import clock, crypto
from mingus.core.errors import NotFound
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, AccountDay
from mingus.ledger.rules import balances as rules
from mingus.ledger.schemas.accounts import AccountView, Group, Overview
from mingus.ledger.service.accounts import TRASH_DAYS
from mingus.ledger.service.visibility import trashed_for, visible_to

ENDING_CHARACTERS: Final = 4

_SUM = func.coalesce(func.sum(AccountDay.sum_minor), 0)
_POSTED = AccountDay.sum_minor - AccountDay.pending_minor
_COUNTED = func.coalesce(func.sum(_POSTED).filter(AccountDay.posted_on <= Account.bank_balance_on), 0)


def list_for(db: Session, member: Member, *, deleted: bool = False) -> list[AccountView]:
    """Every account this member may see, by name; with `deleted` those in the trash, newest first."""
    query = _with_sums().where(trashed_for(member) if deleted else visible_to(member))
    if deleted:
        query = query.where(Account.deleted_at > clock.now() - timedelta(days=TRASH_DAYS))
        query = query.order_by(Account.deleted_at.desc(), Account.id)
    else:
        query = query.order_by(func.lower(Account.name), Account.id)
    return _views(db, member, db.execute(query))


def get(db: Session, member: Member, account_id: UUID) -> AccountView:
    """One account. Raises NotFound unless this member may see it."""
    query = _with_sums().where(visible_to(member), Account.id == account_id)
    found = _views(db, member, db.execute(query))
    if not found:
        raise NotFound("There is no such account.")
    return found[0]


def overview(db: Session, member: Member) -> Overview:
    """All accounts in groups, and what there is and what is owed."""
    every = list_for(db, member)
    nets: dict[str, int] = defaultdict(int)
    for account in every:
        nets[account.currency] += account.balance.minor
    ours = [account.balance.minor for account in every if account.currency == member.currency]
    return Overview(
        groups=_groups([account for account in every if account.closed_at is None], member.currency),
        closed=[account for account in every if account.closed_at is not None],
        deleted=list_for(db, member, deleted=True),
        have=Money(sum(minor for minor in ours if minor > 0), member.currency),
        owe=Money(-sum(minor for minor in ours if minor < 0), member.currency),
        net=Money(nets.pop(member.currency, 0), member.currency),
        others=[Money(minor, currency) for currency, minor in sorted(nets.items())],
    )


def _with_sums() -> Select[*tuple[Any, ...]]:
    of_account = and_(AccountDay.household_id == Account.household_id, AccountDay.account_id == Account.id)
    return (
        select(
            *Account.__table__.columns,
            _SUM.label("sum_minor"),
            func.coalesce(func.sum(AccountDay.pending_minor), 0).label("pending_minor"),
            func.coalesce(func.sum(AccountDay.count), 0).label("count_of_rows"),
            _COUNTED.label("counted_minor"),
        )
        .select_from(Account)
        .outerjoin(AccountDay, of_account)
        .group_by(Account.household_id, Account.id)
    )


def _views(db: Session, member: Member, rows: Iterable[Row[*tuple[Any, ...]]]) -> list[AccountView]:
    return [_view(row, _number_end(db, member, row)) for row in rows]


def _view(row: Row[*tuple[Any, ...]], number_end: str) -> AccountView:
    opening, currency = int(row.opening_minor), row.currency
    stated = row.bank_balance_minor
    has_statement = stated is not None and row.bank_balance_on is not None
    return AccountView(
        id=row.id,
        name=row.name,
        kind=row.kind,
        currency=currency,
        institution=row.institution,
        number_end=number_end,
        is_number_lost=row.number_sealed is not None and not number_end,
        is_private=row.private_to is not None,
        opening=Money(opening, currency),
        opening_on=row.opening_on,
        opening_source=row.opening_source,
        balance=Money(opening + int(row.sum_minor), currency),
        pending=Money(int(row.pending_minor), currency),
        count=int(row.count_of_rows),
        limit=Money(row.limit_minor, currency) if row.limit_minor else None,
        bank_balance=Money(stated, currency) if has_statement else None,
        bank_balance_on=row.bank_balance_on,
        counted=Money(opening + int(row.counted_minor), currency) if has_statement else None,
        created_at=row.created_at,
        closed_at=row.closed_at,
        deleted_at=row.deleted_at,
    )


def _number_end(db: Session, member: Member, row: Row[*tuple[Any, ...]]) -> str:
    """The last four characters of the account number, all that is ever shown; empty when it can't be read."""
    if row.number_sealed is None:
        return ""
    key = crypto.data_key(db, "household", member.household_id)
    try:
        number = key.open(row.number_sealed, table="accounts", column="number", row_id=row.id)
    except crypto.Unreadable:
        return ""
    return "".join(character for character in number if character.isalnum())[-ENDING_CHARACTERS:]


def _groups(accounts: list[AccountView], currency: str) -> list[Group]:
    groups = []
    for title in dict.fromkeys(rules.GROUPS.values()):
        members = [account for account in accounts if account.group == title]
        total = sum(account.balance.minor for account in members if account.currency == currency)
        if members:
            groups.append(Group(title, Money(total, currency), members))
    return groups
