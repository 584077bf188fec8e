from uuid import UUID

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.service import details
from tests.factories import Browser
from tests.ledger.by_hand import account, add


def parts(member: Member, transaction_id: UUID) -> list[tuple[str, str | None, str]]:
    with db.transaction(member.household_id, read_only=True) as session:
        found = details.parts(session, member, transaction_id)
    return [(part.amount.decimal_string(), part.category_name, part.note) for part in found]


def test_the_server_adds_a_line_that_starts_with_what_is_left(as_alice: Browser, alice: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    where = f"/transactions/{whole}/split"
    assert as_alice.get(where).text.count("<fieldset") == 2
    typed = {"action": "add", "amount-0": "12", "amount-1": "10", "note-1": "kept"}
    page = as_alice.post(where, data=typed)
    assert page.status_code == 200
    assert page.text.count("<fieldset") == 3
    assert 'value="8.00"' in page.text
    assert 'value="kept"' in page.text
    assert "The parts make $30.00." in page.text
    less = as_alice.post(where, data={"action": "remove-1", "amount-0": "12", "amount-1": "10", "amount-2": "8"})
    assert less.text.count("<fieldset") == 2
    assert "$10.00 left to place." in less.text
    assert parts(alice, whole) == []


def test_parts_are_saved_and_undone(as_alice: Browser, alice: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    where = f"/transactions/{whole}/split"
    form = {"amount-0": "12", "category-0": "Groceries", "amount-7": "18", "category-7": "", "note-7": "the rest"}
    saved = as_alice.post(where, data={"action": "save", **form})
    assert saved.location == f"/transactions/{whole}"
    assert parts(alice, whole) == [("12.00", "Groceries", ""), ("18.00", None, "the rest")]
    assert "Split" in as_alice.get("/transactions").text
    as_alice.post(where, data={"action": "whole"})
    assert parts(alice, whole) == []


def test_parts_that_do_not_make_the_whole_come_back_as_typed(as_alice: Browser, alice: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    where = f"/transactions/{whole}/split"
    answer = as_alice.post(where, data={"amount-0": "12", "amount-1": "12", "note-1": "as typed"})
    assert answer.status_code == 422
    assert "$6.00 of $30.00 is not in any part yet." in answer.text
    assert 'value="as typed"' in answer.text
    wrong = as_alice.post(where, data={"amount-0": "12", "amount-1": "a lot"})
    assert wrong.status_code == 422
    assert 'id="amount-1-error"' in wrong.text
