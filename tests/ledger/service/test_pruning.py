"""Files that nobody confirmed and accounts in the trash are forgotten in time, with all that hangs on them."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from mingus.core import retention
from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, FileImport
from mingus.ledger.service import imports, pruning
from mingus.uploads import Upload
from tests.ledger.by_hand import account, add, balance, books_are_right
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, rows

MARCH = csv([line("2026-03-01", "-2.75", "MARTA FARE"), line("2026-03-02", "-84.10", "KROGER")])
MARGIN = timedelta(minutes=1)
LONG_AGO, NOT_YET = retention.TRASH + MARGIN, retention.TRASH - MARGIN


def age(member: Member, import_id: UUID, ago: timedelta, status: str | None = None) -> None:
    with transaction(member.household_id) as db:
        row = db.get_one(FileImport, (member.household_id, import_id))
        row.created_at, row.status = now() - ago, status or row.status


def trash(member: Member, account_id: UUID, ago: timedelta) -> None:
    with transaction(member.household_id) as db:
        db.get_one(Account, (member.household_id, account_id)).deleted_at = now() - ago


def left(member: Member) -> dict[str, int]:
    tables = ("accounts", "transactions", "imports", "import_rows", "import_statements", "account_days")
    with transaction(member.household_id, read_only=True) as db:
        found = {name: int(db.scalar(text(f"SELECT count(*) FROM {name}")) or 0) for name in tables}
        return found | {"uploads": db.scalar(select(func.count()).select_from(Upload)) or 0}


@pytest.mark.parametrize("status", pruning.UNCONFIRMED)
def test_a_file_that_nobody_confirmed_is_discarded_with_what_was_read_of_it(alice: Member, status: str) -> None:
    import_id = look_at(alice, MARCH)
    age(alice, import_id, NOT_YET, status)
    with transaction(alice.household_id) as db:
        assert pruning.unconfirmed_files(db, alice.household_id) == 0
    age(alice, import_id, LONG_AGO, status)
    with transaction(alice.household_id) as db:
        assert pruning.unconfirmed_files(db, alice.household_id) == 1
        assert imports.newest(db, alice) == []
    assert (left(alice)["uploads"], left(alice)["import_rows"]) == (0, 0)


@pytest.mark.parametrize("status", ["confirmed", "confirming", "undoing", "undone"])
def test_what_was_confirmed_stays_however_old(alice: Member, status: str) -> None:
    import_id, _ = bring_in(alice, MARCH)
    age(alice, import_id, timedelta(days=4000), status)
    with transaction(alice.household_id) as db:
        assert pruning.unconfirmed_files(db, alice.household_id) == 0
    assert left(alice)["uploads"] == 1


def test_an_account_in_the_trash_goes_with_its_rows_its_sums_and_its_files(alice: Member) -> None:
    old = account(alice, "Old")
    bring_in(alice, MARCH, account_id=old)
    add(alice, "5", account_id=old)
    trash(alice, old, NOT_YET)
    with transaction(alice.household_id) as db:
        assert pruning.trashed_accounts(db, alice.household_id) == 0
    trash(alice, old, LONG_AGO)
    with transaction(alice.household_id) as db:
        assert pruning.trashed_accounts(db, alice.household_id) == 1
    assert set(left(alice).values()) == {0}


def test_what_belongs_to_other_accounts_stays(alice: Member, bob: Member) -> None:
    old, mine, his = account(alice, "Old"), account(alice, "Mine"), account(bob, "His")
    bring_in(alice, MARCH, account_id=mine)
    add(alice, "40", account_id=mine, to_account_id=old, transaction_type="transfer")
    add(bob, "7", account_id=his)
    before = balance(alice, mine)
    for member, account_id in ((alice, old), (bob, his)):
        trash(member, account_id, LONG_AGO)
    with transaction(alice.household_id) as db:
        pruning.trashed_accounts(db, alice.household_id)
    assert balance(alice, mine) == before
    assert len(rows(alice)) == 3
    assert books_are_right(alice)
    assert left(bob)["transactions"] == 1
