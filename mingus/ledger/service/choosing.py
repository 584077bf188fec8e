"""What forms and filters offer: the accounts and categories of a member, and whom they paid lately."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from mingus.core.db import read
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Reader
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Payee, Transaction
from mingus.ledger.service import categories
from mingus.ledger.service.visibility import VISIBLE, seen_by, visible_to

RECENT_ROWS: Final = 300
GROUPS: Final = (("expense", "Spending"), ("income", "Income"))

_ACCOUNTS: Final = Fixed(
    select(Account.id, Account.name, Account.currency, Account.closed_at)
    .where(VISIBLE)
    .order_by(func.lower(Account.name), Account.id)
)

Option = tuple[str, str]
OptionGroup = tuple[str, list[Option]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Options of selects as (value, words); categories stand in groups. `every_account` has closed ones too."""

    accounts: list[Option]
    every_account: list[Option]
    categories: list[OptionGroup]
    currencies: dict[str, str]

    @property
    def offered(self) -> set[str]:
        """The ids of the categories that are offered."""
        return {value for _, options in self.categories for value, _ in options}


@dataclass(frozen=True, slots=True)
class Lately:
    """Names to suggest, the newest first, and the account used last."""

    names: list[str]
    account_id: UUID | None


def choices_asked(member: Member) -> list[Asked]:
    """What `choices` reads, for a glance."""
    return [(_ACCOUNTS, seen_by(member)), categories.offered_asked(member)]


def choices(db: Reader, member: Member) -> Choices:
    """What this member can choose from, in two statements."""
    accounts = read(db, _ACCOUNTS, seen_by(member))
    return Choices(
        accounts=[(str(account.id), account.name) for account in accounts if account.closed_at is None],
        every_account=[(str(account.id), account.name) for account in accounts],
        categories=_groups(db, member),
        currencies={str(account.id): account.currency for account in accounts},
    )


def account_names(db: Session, member: Member) -> list[tuple[UUID, str]]:
    """The open accounts that this member sees, by id and name: for packages that may link to one."""
    wanted = select(Account.id, Account.name).where(visible_to(member), Account.closed_at.is_(None))
    rows = db.execute(wanted.order_by(func.lower(Account.name), Account.id))
    return [(row.id, row.name) for row in rows]


def categories_only(db: Reader, member: Member) -> Choices:
    """What a row's own select needs: the categories, in one statement."""
    return Choices([], [], _groups(db, member), {})


def lately(db: Session, member: Member) -> Lately:
    """Whom this member's newest transactions name, and on which account the newest stands."""
    of_account = and_(Account.household_id == Transaction.household_id, Account.id == Transaction.account_id)
    newest = (
        select(Transaction.payee_id, Transaction.account_id, Transaction.posted_on, Transaction.id)
        .join(Account, of_account)
        .where(Transaction.household_id == member.household_id, Transaction.deleted_at.is_(None), visible_to(member))
        .where(Account.closed_at.is_(None))
        .order_by(Transaction.posted_on.desc(), Transaction.id.desc())
        .limit(RECENT_ROWS)
        .subquery()
    )
    payee = and_(Payee.household_id == member.household_id, Payee.id == newest.c.payee_id)
    named = select(Payee.name, newest.c.account_id).select_from(newest).outerjoin(Payee, payee)
    rows = db.execute(named.order_by(newest.c.posted_on.desc(), newest.c.id.desc())).all()
    names = list(dict.fromkeys(row.name for row in rows if row.name is not None))
    return Lately(names, rows[0].account_id if rows else None)


def _groups(db: Reader, member: Member) -> list[OptionGroup]:
    known = categories.offered(db, member)
    return [(words, [(value, name) for value, name, its_kind in known if its_kind == kind]) for kind, words in GROUPS]
