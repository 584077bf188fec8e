"""The generated bank's files, brought in as a person would: one file after the other, each into its account."""

import io
from pathlib import Path
from uuid import UUID

from bench.generate import ACCOUNTS
from mingus import ledger
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger import AccountDraft
from mingus.ledger.service import imports

KINDS = {"CHECKING": "checking", "SAVINGS": "savings", "CREDITCARD": "card"}


def open_accounts(member: Member) -> dict[str, UUID]:
    """The bank's accounts as a person adds them by hand, empty at first."""
    with transaction(member.household_id) as db:
        return {
            account.name: ledger.create_account(
                db, member, AccountDraft.model_validate({"name": account.name, "kind": KINDS[account.kind]})
            )
            for account in ACCOUNTS
        }


def bring_in(member: Member, files: list[Path], accounts: dict[str, UUID] | None = None) -> list[UUID]:
    """Import and confirm each file, in the account of its name or in the one the file names; the imports' ids."""
    return [_bring_in(member, file, (accounts or {}).get(file.stem)) for file in files]


def added(member: Member, import_ids: list[UUID]) -> int:
    """How many rows these imports added."""
    with transaction(member.household_id, read_only=True) as db:
        return sum(imports.counts(db, member.household_id, import_id)["new"] for import_id in import_ids)


def balances_minor(member: Member) -> dict[str, int]:
    """What each account holds, by its name."""
    with transaction(member.household_id, read_only=True) as db:
        return {view.name: view.balance.minor for view in ledger.account_list(db, member)}


def _bring_in(member: Member, file: Path, account_id: UUID | None) -> UUID:
    with transaction(member.household_id) as db:
        started = imports.start(
            db, member, file.name, io.BytesIO(file.read_bytes()), account_id=account_id, at_once=True
        )
        imports.confirm(db, member, started.id)
        return started.id
