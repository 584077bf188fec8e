"""What a bank's files cost: parsed alone, imported for the first time, and the same files again."""

import os
from pathlib import Path
from uuid import UUID

from bench.generate import ACCOUNTS
from bench.installation import connect, make_member
from mingus import ledger
from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger import AccountDraft, formats
from mingus.ledger.service import imports

KINDS = {"CHECKING": "checking", "SAVINGS": "savings", "CREDITCARD": "card"}


def household() -> list[str]:
    """The ids of a new household and its member, with the bank's accounts in it."""
    connect(os.environ)
    member = make_member()
    with db.transaction(member.household_id) as session:
        for account in ACCOUNTS:
            draft = AccountDraft.model_validate({"name": account.name, "kind": KINDS[account.kind]})
            ledger.create_account(session, member, draft)
    return [str(member.household_id), str(member.person_id)]


def parse(folder: str) -> int:
    """Read every file of the folder without keeping anything; how many rows."""
    return sum(_rows_of(path) for path in sorted(Path(folder).iterdir()))


def bring_in(folder: str, household_id: str, person_id: str) -> int:
    """Import and confirm every file of the folder into the account of its name; how many rows were added."""
    connect(os.environ)
    member = Member(UUID(household_id), UUID(person_id))
    with db.transaction(member.household_id, read_only=True) as session:
        accounts = {account.name: account.id for account in ledger.account_list(session, member)}
    return sum(_bring_in(member, path, accounts[path.stem]) for path in sorted(Path(folder).iterdir()))


def _bring_in(member: Member, path: Path, account_id: UUID) -> int:
    with path.open("rb") as stream, db.transaction(member.household_id) as session:
        started = imports.start(session, member, path.name, stream, account_id=account_id, at_once=True)
        return imports.confirm(session, member, started.id)["new"]


def _rows_of(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(type(event) is formats.BankRow for event in formats.open_file(stream).events())
