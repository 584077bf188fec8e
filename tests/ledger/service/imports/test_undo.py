"""After an undo the ledger is as if the file had never come."""

import pytest
from sqlalchemy import select

from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction
from mingus.ledger.service import imports, rollups, transactions
from tests.ledger.service.imports.files import bring_in, change_row, csv, line, ofx, only_account, rows

MARCH = [line("2026-03-01", "-2.50", "FARE"), line("2026-03-02", "-61.20", "KROGER"), line("2026-03-15", "9.00", "PAY")]


def _undo(member: Member, import_id: object) -> None:
    with transaction(member.household_id) as db:
        imports.undo(db, member, import_id)  # type: ignore[arg-type]  # an id, whatever its test calls it


def test_nothing_is_left_not_even_the_account_it_made(alice: Member) -> None:
    import_id, _ = bring_in(alice, csv(MARCH))
    _undo(alice, import_id)
    assert rows(alice) == []
    with transaction(alice.household_id) as db:
        assert db.scalars(select(Account.id).where(Account.household_id == alice.household_id)).all() == []
        assert rollups.recount(db, alice.household_id) == []


def test_an_undone_file_can_come_in_again(alice: Member) -> None:
    import_id, _ = bring_in(alice, csv(MARCH))
    _undo(alice, import_id)
    bring_in(alice, csv(MARCH))
    assert len(rows(alice)) == 3


def test_a_posted_row_is_pending_again(alice: Member) -> None:
    bring_in(alice, csv([line("2026-03-05", "-40.00", "TST* BLUE DOOR", pending=True)]))
    before = rows(alice)
    second, _ = bring_in(alice, csv([line("2026-03-08", "-48.00", "BLUE DOOR")]), account_id=only_account(alice))
    _undo(alice, second)
    assert rows(alice) == before
    with transaction(alice.household_id) as db:
        assert rollups.recount(db, alice.household_id) == []


def test_a_row_that_another_file_has_as_well_stays(alice: Member) -> None:
    first, _ = bring_in(alice, csv(MARCH))
    second, _ = bring_in(alice, csv(MARCH[1:]), account_id=only_account(alice))
    _undo(alice, first)
    assert [row[2] for row in rows(alice)] == ["KROGER", "PAY"]
    _undo(alice, second)
    assert rows(alice) == []


def test_the_file_that_posted_a_row_keeps_it_when_the_older_is_undone(alice: Member) -> None:
    first, _ = bring_in(alice, csv([line("2026-03-05", "-40.00", "TST* BLUE DOOR", pending=True)]))
    second, _ = bring_in(alice, csv([line("2026-03-08", "-48.00", "BLUE DOOR")]), account_id=only_account(alice))
    _undo(alice, first)
    assert rows(alice) == [("2026-03-08", -4800, "BLUE DOOR", "posted")]
    _undo(alice, second)
    assert rows(alice) == []


def test_what_was_deleted_before_the_undo_is_not_brought_back_by_the_next_file(alice: Member) -> None:
    import_id, _ = bring_in(alice, csv(MARCH))
    change_row(alice, "KROGER", deleted_at=now())
    _undo(alice, import_id)
    bring_in(alice, csv(MARCH), account_id=only_account(alice))
    assert [row[2] for row in rows(alice)] == ["FARE", "PAY"]


def test_what_is_taken_out_of_the_trash_after_the_undo_is_the_persons_own(alice: Member) -> None:
    import_id, _ = bring_in(alice, csv(MARCH))
    deleted = change_row(alice, "KROGER", deleted_at=now())
    _undo(alice, import_id)
    with transaction(alice.household_id) as db:
        transactions.restore(db, alice, deleted)
    with transaction(alice.household_id) as db:
        row = db.get_one(Transaction, (alice.household_id, deleted))
        assert (row.import_id, row.deleted_at) == (None, None)
        assert rollups.recount(db, alice.household_id) == []
    assert [row[2] for row in rows(alice)] == ["KROGER"]


def test_a_row_by_hand_is_by_hand_again(alice: Member) -> None:
    bring_in(alice, csv(MARCH[:1]))
    changed = change_row(alice, "FARE", note="mine")
    with_id = [line("2026-03-01", "-2.50", "FARE", "F1"), line("2026-03-09", "-1.00", "NEW", "F2")]
    second, _ = bring_in(alice, ofx(with_id), account_id=only_account(alice))
    _undo(alice, second)
    with transaction(alice.household_id) as db:
        row = db.get_one(Transaction, (alice.household_id, changed))
    assert (row.source_id, row.note) == (None, "mine")
    assert [row[2] for row in rows(alice)] == ["FARE"]


def test_balances_the_file_brought_are_taken_back(alice: Member) -> None:
    bring_in(alice, ofx([line("2026-03-01", "-2.50", "FARE", "A")], closing="100.00"))
    second, _ = bring_in(alice, ofx([line("2026-04-01", "-2.50", "FARE", "B")], closing="97.50"))
    _undo(alice, second)
    with transaction(alice.household_id) as db:
        account = db.scalars(select(Account).where(Account.household_id == alice.household_id)).one()
    assert (account.bank_balance_minor, account.opening_minor) == (10000, 10250)


def test_undo_happens_once(alice: Member) -> None:
    import_id, _ = bring_in(alice, csv(MARCH))
    _undo(alice, import_id)
    with pytest.raises(Refused):
        _undo(alice, import_id)
