"""Which accounts a member sees: every query and sum starts from here."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from mingus.core.tenancy import Member
from mingus.ledger.models import Account

SEEN_BY: Final = "account.deleted_at IS NULL AND (account.private_to IS NULL OR account.private_to = :person_id)"
"""The same condition for statements written as text, where `accounts` goes by the name `account`."""

SEEN_ACCOUNTS: Final = (
    f"ANY(ARRAY(SELECT account.id FROM accounts account WHERE account.household_id = :household_id AND {SEEN_BY}))"  # noqa: S608  constants of this module
)
"""`line.account_id = …` of statements over rows of many days: joined with accounts, PostgreSQL expects a hundredth of
the rows there are, and loops where it should hash."""

VISIBLE: Final[ColumnElement[bool]] = and_(
    Account.household_id == bindparam("household_id"),
    or_(Account.private_to.is_(None), Account.private_to == bindparam("person_id")),
    Account.deleted_at.is_(None),
)
"""SEEN_BY for statements that are built once, as those of the busiest pages are; `seen_by` gives their values."""

HIDDEN: Final = select(Account.id).where(
    Account.household_id == bindparam("household_id"),
    or_(Account.private_to != bindparam("person_id"), Account.deleted_at.is_not(None)),
)
"""The accounts of the household that VISIBLE leaves out."""


def seen_by(member: Member, **more: Any) -> dict[str, Any]:
    """The values of a statement with VISIBLE or SEEN_BY in it, and others."""
    return {"household_id": member.household_id, "person_id": member.person_id, **more}


def visible_to(member: Member) -> ColumnElement[bool]:
    """Accounts of the household that are there and not private to somebody else."""
    return and_(_not_hidden_from(member), Account.deleted_at.is_(None))


def trashed_for(member: Member) -> ColumnElement[bool]:
    """The same, of accounts that lie in the trash."""
    return and_(_not_hidden_from(member), Account.deleted_at.is_not(None))


def _not_hidden_from(member: Member) -> ColumnElement[bool]:
    return and_(
        Account.household_id == member.household_id,
        or_(Account.private_to.is_(None), Account.private_to == member.person_id),
    )
