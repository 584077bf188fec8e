"""What a confirmed file leaves in the ledger."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text

from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.errors import BadFile, MingusError, NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, FileImport, Payee, Transaction
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import balances, imports, rollups
from tests.ledger.books import Books
from tests.ledger.service.imports.files import (
    bring_in,
    change_row,
    csv,
    line,
    look_at,
    ofx,
    only_account,
    outcomes,
    rows,
)

MARCH = [
    line("2026-03-01", "-2.50", "MARTA FARE"),
    line("2026-03-01", "-2.50", "MARTA FARE"),
    line("2026-03-02", "-61.20", "KROGER #412"),
    line("2026-03-15", "2874.16", "NORTHSIDE PAYROLL"),
]


def test_a_file_comes_in_whole(alice: Member) -> None:
    import_id, counts = bring_in(alice, csv(MARCH))
    assert counts["new"] == 4
    assert len(rows(alice)) == 4
    assert outcomes(alice, import_id) == {"new": 4}


def test_the_same_file_twice_adds_nothing(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    before = rows(alice)
    second, _ = bring_in(alice, csv(MARCH), account_id=only_account(alice))
    assert outcomes(alice, second) == {"matched": 4}
    assert rows(alice) == before


def test_the_same_file_can_go_to_another_account(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    second = look_at(alice, csv(MARCH))  # goes where its like went before, until a person says otherwise
    with transaction(alice.household_id) as db:
        imports.retarget(db, alice, second, 1, Target(name="Another"))
        assert imports.confirm(db, alice, second)["new"] == 4
    assert len(rows(alice)) == 8


def test_the_same_file_comes_in_again_where_the_first_was_undone_meanwhile(alice: Member) -> None:
    first, _ = bring_in(alice, csv(MARCH))
    account_id = Books(alice).account("Kept")
    third, _ = bring_in(alice, csv(MARCH), account_id=account_id)
    second = look_at(alice, csv(MARCH), account_id=account_id)
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, third)
        imports.undo(db, alice, first)
        assert imports.confirm(db, alice, second)["new"] == 4
    assert len(rows(alice)) == 4


def test_two_equal_fares_on_one_day_stay_two(alice: Member) -> None:
    bring_in(alice, csv(MARCH[:1]))
    bring_in(alice, csv(MARCH), account_id=only_account(alice))
    assert [row for row in rows(alice) if row[2] == "MARTA FARE"] == [("2026-03-01", -250, "MARTA FARE", "posted")] * 2


def test_an_ofx_file_after_the_csv_of_the_same_days_adds_nothing_and_leaves_its_numbers(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    with_ids = [line(str(ln.on), ln.amount, ln.text, f"F{n}") for n, ln in enumerate(MARCH)]
    second, _ = bring_in(alice, ofx(with_ids), name="a.ofx", account_id=only_account(alice))
    assert outcomes(alice, second) == {"matched": 4}
    third, _ = bring_in(alice, ofx(with_ids), name="a.ofx", account_id=only_account(alice))
    with transaction(alice.household_id) as db:
        reasons = {row.reason for row in imports.rows(db, alice, third)}
    assert reasons == {"The bank's number for this is here already."}


def test_equal_rows_with_different_bank_numbers_are_two(alice: Member) -> None:
    bring_in(alice, ofx([line("2026-03-01", "-2.50", "MARTA FARE", "A"), line("2026-03-01", "-9.00", "CAFE", "Z")]))
    again = [line("2026-03-01", "-2.50", "MARTA FARE", "B"), line("2026-03-01", "-9.00", "CAFE", "Z")]
    bring_in(alice, ofx(again))
    assert len(rows(alice)) == 3


def test_a_bank_that_numbers_anew_does_not_double_the_month(alice: Member) -> None:
    first = [line(f"2026-03-{day:02}", f"-{day}.00", f"SHOP {day}", f"OLD{day}") for day in range(1, 11)]
    second = [line(f"2026-03-{day:02}", f"-{day}.00", f"SHOP {day}", f"NEW{day}") for day in range(1, 12)]
    bring_in(alice, ofx(first))
    import_id, _ = bring_in(alice, ofx(second))
    assert outcomes(alice, import_id) == {"matched": 10, "new": 1}
    assert len(rows(alice)) == 11


def test_one_number_on_two_rows_of_a_file_keeps_both(alice: Member) -> None:
    both = [line("2026-03-01", "-2.50", "FARE", "SAME"), line("2026-03-02", "-7.00", "CAFE", "SAME")]
    bring_in(alice, ofx(both))
    bring_in(alice, ofx(both[::-1]))
    assert len(rows(alice)) == 2


@pytest.mark.parametrize(
    ("pending", "posted"),
    [
        (
            line("2026-03-05", "-40.00", "TST* BLUE DOOR CAFE", pending=True),
            line("2026-03-08", "-48.00", "BLUE DOOR CAFE ATLANTA GA"),
        ),
        (line("2026-03-05", "-12.00", "SQ *PENDING 88", pending=True), line("2026-03-06", "-12.00", "JOES COFFEE")),
        (line("2026-03-05", "-12.00", "JOES COFFEE", pending=True), line("2026-03-05", "-12.00", "JOES COFFEE")),
    ],
)
def test_a_pending_row_that_posts_is_one_row(alice: Member, pending: object, posted: object) -> None:
    bring_in(alice, csv([MARCH[2], pending]))  # type: ignore[list-item]  # rows of the same shape
    bring_in(alice, csv([MARCH[2], posted]), account_id=only_account(alice))  # type: ignore[list-item]  # rows of the same shape
    assert len(rows(alice)) == 2
    assert {row[3] for row in rows(alice)} == {"posted"}
    after = rows(alice)
    bring_in(alice, csv([MARCH[2], pending]), account_id=only_account(alice))  # type: ignore[list-item]  # rows of the same shape
    bring_in(alice, csv([MARCH[2], posted]), account_id=only_account(alice))  # type: ignore[list-item]  # rows of the same shape
    assert rows(alice) == after


def test_the_older_file_with_the_pending_row_may_come_second(alice: Member) -> None:
    bring_in(alice, csv([line("2026-03-08", "-48.00", "BLUE DOOR CAFE ATLANTA GA")]))
    old = csv([line("2026-03-05", "-40.00", "TST* BLUE DOOR CAFE", pending=True)])
    bring_in(alice, old, account_id=only_account(alice))
    bring_in(alice, old, account_id=only_account(alice))
    assert rows(alice) == [("2026-03-08", -4800, "BLUE DOOR CAFE ATLANTA GA", "posted")]


def test_what_could_be_either_waits_for_a_person(alice: Member) -> None:
    two = [
        line("2026-03-05", "-40.00", "TST* BLUE DOOR CAFE", pending=True),
        line("2026-03-06", "-42.00", "BLUE DOOR CAFE", pending=True),
    ]
    bring_in(alice, csv(two))
    posted = csv([line("2026-03-08", "-48.00", "BLUE DOOR CAFE ATLANTA GA")])
    import_id, _ = bring_in(alice, posted, account_id=only_account(alice))
    assert outcomes(alice, import_id) == {"review": 1}
    assert len(rows(alice)) == 2
    with transaction(alice.household_id) as db:
        ((queued, row),) = imports.queue(db, alice)
        imports.decide(db, alice, queued, row.number, "same")
    assert sorted(row[3] for row in rows(alice)) == ["pending", "posted"]
    assert len(rows(alice)) == 2


def test_what_a_person_deleted_stays_deleted(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    change_row(alice, "KROGER #412", deleted_at=now())
    second, _ = bring_in(alice, csv(MARCH), account_id=only_account(alice))
    assert outcomes(alice, second) == {"matched": 4}
    assert len(rows(alice)) == 3


def test_what_a_person_edited_stays_when_the_row_posts(alice: Member) -> None:
    bring_in(alice, csv([line("2026-03-05", "-40.00", "TST* BLUE DOOR CAFE", pending=True)]))
    changed = change_row(alice, "TST* BLUE DOOR CAFE", note="with Mama", own_posted_on=date(2026, 3, 4))
    bring_in(alice, csv([line("2026-03-08", "-48.00", "BLUE DOOR CAFE")]), account_id=only_account(alice))
    with transaction(alice.household_id) as db:
        row = db.get_one(Transaction, (alice.household_id, changed))
    assert (row.note, row.posted_on, row.amount_minor, row.status) == ("with Mama", date(2026, 3, 4), -4800, "posted")


def test_a_row_added_by_hand_is_filled_not_doubled(alice: Member) -> None:
    bring_in(alice, csv(MARCH[:1]))
    by_hand = _by_hand(alice, only_account(alice), -6120, date(2026, 3, 3), "Groceries")
    import_id, _ = bring_in(alice, csv(MARCH[2:]), account_id=only_account(alice))
    assert outcomes(alice, import_id) == {"filled": 1, "new": 1}
    with transaction(alice.household_id) as db:
        row = db.get_one(Transaction, (alice.household_id, by_hand))
    assert (row.bank_description, row.posted_on) == ("KROGER #412", date(2026, 3, 3))


def _by_hand(member: Member, account_id: object, minor: int, on: date, payee: str) -> object:
    with transaction(member.household_id) as db:
        who = Payee(household_id=member.household_id, id=new_id(), name=payee, created_at=now())
        db.add(who)
        db.flush()
        row = Transaction(
            household_id=member.household_id,
            id=new_id(),
            account_id=account_id,
            currency="USD",
            status="posted",
            own_posted_on=on,
            own_amount_minor=minor,
            payee_id=who.id,
            payee_source="person",
            note="",
            is_split=False,
            created_at=now(),
            updated_at=now(),
        )
        db.add(row)
        return row.id


def test_a_new_account_opens_with_what_the_closing_balance_leaves(alice: Member) -> None:
    rows_with_ids = [line(str(ln.on), ln.amount, ln.text, f"F{n}") for n, ln in enumerate(MARCH)]
    bring_in(alice, ofx(rows_with_ids, closing="3000.00"))
    with transaction(alice.household_id) as db:
        account = db.scalars(select(Account).where(Account.household_id == alice.household_id)).one()
    assert account.opening_minor == 300000 - (287416 - 250 - 250 - 6120)
    assert (account.opening_source, account.bank_balance_minor) == ("file", 300000)


def test_an_account_made_by_a_file_shows_the_end_of_its_number(alice: Member) -> None:
    bring_in(alice, ofx(MARCH, number="000123456789"), name="a.ofx")
    with transaction(alice.household_id, read_only=True) as db:
        assert balances.get(db, alice, only_account(alice)).number_end == "6789"


def test_the_next_file_finds_its_account_by_its_number(alice: Member) -> None:
    bring_in(alice, ofx([line("2026-03-01", "-2.50", "FARE", "A")]))
    bring_in(alice, ofx([line("2026-03-02", "-2.50", "FARE", "B")]))
    assert len(rows(alice)) == 2
    only_account(alice)


def test_sums_are_what_a_recount_says(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    with transaction(alice.household_id) as db:
        assert rollups.recount(db, alice.household_id) == []


def test_nothing_is_kept_of_a_file_that_is_none(alice: Member) -> None:
    with pytest.raises(BadFile):
        look_at(alice, b"PK\x03\x04 this is a zip file")
    with transaction(alice.household_id) as db:
        assert db.scalars(select(FileImport.id).where(FileImport.household_id == alice.household_id)).all() == []
        assert db.scalar(text("SELECT count(*) FROM upload_chunks")) == 0


def test_a_bad_row_is_listed_and_the_rest_comes_in(alice: Member) -> None:
    bad = csv(MARCH).replace(b"2026-03-02", b"2026-02-31")
    import_id, counts = bring_in(alice, bad)
    assert (counts["new"], counts["failed"]) == (3, 1)
    with transaction(alice.household_id) as db:
        (row,) = imports.rows(db, alice, import_id, outcome="failed")
    assert (row.line, row.column_name, row.raw_value) == (4, "Date", "2026-02-31")


def test_an_import_is_confirmed_once(alice: Member) -> None:
    import_id, _ = bring_in(alice, csv(MARCH))
    with pytest.raises(Refused), transaction(alice.household_id) as db:
        imports.confirm(db, alice, import_id)


def test_what_a_file_leaves_open_is_answered_before_it_comes_in(alice: Member) -> None:
    import_id = look_at(alice, b"Date,Payee,Amount\n03/04/2026,Shop,-10.00\n05/06/2026,Pay,20.00\n")
    with pytest.raises(Refused) as refused, transaction(alice.household_id) as db:
        imports.confirm(db, alice, import_id)
    assert "date_order" in refused.value.fields
    with transaction(alice.household_id) as db:
        imports.correct(db, alice, import_id, {"date_order": "dmy", "sign": "as_written"})
        imports.confirm(db, alice, import_id)
    assert [row[0] for row in rows(alice)] == ["2026-04-03", "2026-06-05"]


def test_bob_never_sees_an_import_of_alice(alice: Member, bob: Member) -> None:
    import_id = look_at(alice, csv(MARCH))
    for call in (imports.confirm, imports.undo, imports.discard, imports.preview):
        with pytest.raises(NotFound), transaction(bob.household_id) as db:
            call(db, bob, import_id)


def test_two_confirmations_of_one_file_at_once_add_it_once(alice: Member) -> None:
    bring_in(alice, csv(MARCH[:1]))
    prepared = [look_at(alice, csv(MARCH), account_id=only_account(alice)) for _ in range(2)]
    start, faults = Barrier(2), []

    def confirm(import_id: object) -> None:
        start.wait()
        try:
            with transaction(alice.household_id) as db:
                imports.confirm(db, alice, import_id)  # type: ignore[arg-type]  # an id, whatever its test calls it
        except MingusError as error:
            faults.append(error)

    threads = [Thread(target=confirm, args=(import_id,)) for import_id in prepared]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(rows(alice)) == 4
