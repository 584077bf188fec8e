"""The ledger's events in words. What happens in somebody's private account is theirs alone."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_
from sqlalchemy.orm import aliased

from mingus.core import events
from mingus.core.activity import Facts, tell
from mingus.ledger.models import Account, FileImport, ImportStatement, Transaction

About = ColumnElement[UUID | None]

_FIELDS: Final = {"description": "name", "type": "direction"}
_DEEDS: Final = {
    "added": "added a transaction",
    "filed": "changed the category of a transaction",
    "split": "split a transaction",
    "unsplit": "made a split transaction whole again",
    "deleted": "deleted a transaction",
    "restored": "brought a transaction back",
    "reset": "went back to what the bank says of a transaction",
}


def of_account(about: About) -> ColumnElement[bool]:
    """Whether the account may be seen: there, if only in the trash, and not private to somebody else."""
    return exists().where(Account.id == about, *_open(Account))


def of_transaction(about: About) -> ColumnElement[bool]:
    """Whether the transaction stands in an account that may be seen."""
    return exists().where(Transaction.id == about, *_in_open_account(Transaction))


def of_transfer(about: About) -> ColumnElement[bool]:
    """Whether both sides of the transfer stand in accounts that may be seen; one that was taken apart may not."""
    hidden = aliased(Transaction)
    seen = exists().where(Transaction.transfer_id == about, *_in_open_account(Transaction))
    return and_(
        seen,
        ~exists().where(
            hidden.household_id == bindparam("household_id"),
            hidden.transfer_id == about,
            ~exists().where(Account.id == hidden.account_id, *_open(Account)),
        ),
    )


def of_import(about: About) -> ColumnElement[bool]:
    """Whether the file went into accounts that may be seen, all of them; one that nobody confirmed is its owner's."""
    of_file = and_(
        ImportStatement.household_id == bindparam("household_id"),
        ImportStatement.import_id == about,
        ~exists().where(Account.id == ImportStatement.account_id, *_open(Account)),
    )
    confirmed = and_(FileImport.household_id == bindparam("household_id"), FileImport.id == about)
    return and_(exists().where(confirmed, FileImport.confirmed_at.is_not(None)), ~exists().where(of_file))


def without_secrets(_about: About) -> ColumnElement[bool]:
    """Whether nobody else in the household has a private account: what has no account might be about it."""
    others = Account.private_to != bindparam("person_id")
    return ~exists().where(Account.household_id == bindparam("household_id"), others)


def _in_open_account(row: type[Transaction]) -> tuple[ColumnElement[bool], ...]:
    account = exists().where(Account.id == row.account_id, *_open(Account))
    return row.household_id == bindparam("household_id"), account


def _open(account: type[Account]) -> tuple[ColumnElement[bool], ...]:
    mine_or_everybodys = or_(account.private_to.is_(None), account.private_to == bindparam("person_id"))
    return account.household_id == bindparam("household_id"), mine_or_everybodys


def _transaction(facts: Facts) -> str:
    change = str(facts.get("change"))
    verb, *fields = change.split()
    if verb != "edited" or not fields:
        return _DEEDS.get(change, "changed a transaction")
    words = [_FIELDS.get(field, field) for field in fields]
    listed = words[0] if len(words) == 1 else f"{', the '.join(words[:-1])} and the {words[-1]}"
    return f"changed the {listed} of a transaction"


def _changes(thing: str, **more: str) -> dict[str, str]:
    usual = {"created": "added", "edited": "changed", "deleted": "deleted", "restored": "brought back", "": "changed"}
    return {change: f"{deed} {thing}" for change, deed in {**usual, **more}.items()}


_KNOWN: Final[dict[str, Any]] = {"seen": of_account, "link": "/accounts/{account_id}"}

tell(
    events.AccountChanged,
    "money",
    _changes("an account", closed="closed", reopened="reopened"),
    icon="wallet",
    **_KNOWN,
)
tell(
    events.TransactionChanged,
    "money",
    _transaction,
    icon="banknote",
    seen=of_transaction,
    link="/transactions/{transaction_id}",
)
tell(
    events.TransferChanged,
    "money",
    {"separated": "took a transfer apart", "": "joined two transactions to a transfer"},
    icon="arrow-left-right",
    seen=of_transfer,
)
tell(
    events.TransfersMatched,
    "money",
    "found transfers between your accounts",
    icon="arrow-left-right",
    seen=without_secrets,
)
tell(
    events.CategoryChanged,
    "household",
    _changes("a category", renamed="renamed", hidden="hid", shown="showed", merged="merged"),
    icon="tag",
    link="/categories",
)
tell(
    events.RuleChanged,
    "household",
    {"learned": "taught Mingus a rule", "created": "added a rule", "deleted": "deleted a rule", "": "changed a rule"},
    icon="repeat",
    link="/rules",
)
tell(events.RuleApplied, "money", "let a rule sort transactions that were there", icon="repeat", seen=without_secrets)
tell(
    events.ImportChanged,
    "money",
    {
        "started": "brought in a file",
        "confirmed": "confirmed an import",
        "undone": "took an import back",
        "": "changed an import",
    },
    icon="upload",
    seen=of_import,
    link="/imports/{import_id}",
)
tell(
    events.DataExported,
    "security",
    lambda facts: f"took everything along as {_format(facts)}",
    icon="download",
)


def _format(facts: Facts) -> str:
    said = str(facts.get("format", ""))
    return said.upper() if said in {"csv", "json"} else said
