"""What is counted as deleted is what was there."""

from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from mingus.privacy.service import leaving
from tests.ledger.by_hand import account, add
from tests.privacy.household import let_in


def test_rows_are_counted_by_table(alice: Member) -> None:
    mine = account(alice)
    for _ in range(3):
        add(alice, account_id=mine)
    with transaction(GLOBAL) as db:
        farewell = leaving.erase(db, alice.person_id)
    assert (farewell.rows["transactions"], farewell.rows["accounts"], farewell.rows["people"]) == (3, 1, 1)
    assert farewell.erased == [alice.household_id]
    assert farewell.shredded == [f"person:{alice.person_id}"]


def test_what_stays_with_others_is_not_counted(alice: Member, bob: Member) -> None:
    mine = account(alice)
    let_in(alice, bob, "viewer")
    for _ in range(3):
        add(alice, account_id=mine)
    with transaction(GLOBAL) as db:
        farewell = leaving.erase(db, bob.person_id)
    assert farewell.rows.get("transactions", 0) == 0
    assert farewell.rows["memberships"] == 2
    assert farewell.left == [alice.household_id]


def test_one_step_that_fails_keeps_everything(alice: Member) -> None:
    mine = account(alice)
    try:
        with transaction(GLOBAL) as db:
            leaving.erase(db, alice.person_id)
            raise RuntimeError  # the machine stops before the commit
    except RuntimeError:
        pass
    assert add(alice, account_id=mine)
