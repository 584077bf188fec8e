import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from tests.factories import Browser
from tests.ledger.by_hand import DAY, account, add, view

FORM = {
    "name": "Blue card",
    "kind": "card",
    "institution": "Atlantic",
    "number": "4111 2222 3333 4444",
    "currency": "USD",
    "opening_balance": "412.30",
    "opening_on": "2026-11-01",
}


def id_of(location: str) -> UUID:
    return UUID(location.rsplit("/", 1)[1])


def test_someone_new_is_told_what_to_do_first(as_alice: Browser) -> None:
    page = as_alice.get("/accounts").text
    assert "No accounts yet" in page
    assert "/accounts/new" in page
    assert as_alice.get("/accounts/new").text.count("/accounts/new?kind=") == 8


def test_what_is_owed_on_a_card_is_typed_and_shown_as_a_positive_amount(as_alice: Browser, alice: Member) -> None:
    assert "You owe" in as_alice.get("/accounts/new?kind=card").text
    made = as_alice.post("/accounts", data=FORM)
    assert made.status_code == 303
    assert view(alice, id_of(made.location)).opening.minor == -41230
    page = as_alice.get("/accounts").text
    assert "$412.30 owed" in page
    assert "··4444" in page
    assert "4111" not in page
    form = as_alice.get(f"{made.location}/edit").text
    assert 'value="412.30"' in form
    assert "4111" not in form


def test_a_form_that_does_not_fit_comes_back_with_what_was_typed(as_alice: Browser) -> None:
    answer = as_alice.post(
        "/accounts", data={**FORM, "name": "", "opening_balance": "12.345", "institution": "Typed bank"}
    )
    assert answer.status_code == 422
    assert 'value="Typed bank"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    as_alice.post("/accounts", data=FORM)
    again = as_alice.post("/accounts", data={**FORM, "number": ""})
    assert again.status_code == 422
    assert "This name is taken." in again.text


def test_a_number_stays_unless_it_is_typed_again_or_forgotten(as_alice: Browser, alice: Member) -> None:
    where = as_alice.post("/accounts", data=FORM).location
    as_alice.post(f"{where}/edit", data={**FORM, "number": "", "name": "Renamed"})
    seen = view(alice, id_of(where))
    assert (seen.name, seen.number_end) == ("Renamed", "4444")
    as_alice.post(f"{where}/edit", data={**FORM, "number": "", "forget_number": "on"})
    assert view(alice, id_of(where)).number_end == ""


@pytest.mark.parametrize(
    ("stated_minor", "said"),
    [(-1250, "Matches your bank."), (-250, "$10.00 apart: your bank says −$2.50, the transactions here make −$12.50.")],
)
def test_the_banks_balance_stands_beside_ours_with_the_difference_in_words(
    as_alice: Browser, alice: Member, stated_minor: int, said: str
) -> None:
    mine = account(alice)
    add(alice, "12.50")
    add(alice, "99", transaction_date=DAY + timedelta(days=8))
    with db.transaction(alice.household_id) as session:
        stated = {"bank_balance_minor": stated_minor, "bank_balance_on": DAY + timedelta(days=7)}
        session.execute(update(Account).where(Account.id == mine).values(stated))
    assert said in as_alice.get(f"/accounts/{mine}").text


def test_closing_and_deleting_can_be_taken_back(as_alice: Browser, alice: Member) -> None:
    mine = account(alice)
    add(alice, "12.50")
    assert as_alice.post(f"/accounts/{mine}/close").status_code == 303
    assert "Closed accounts (1)" in as_alice.get("/accounts").text
    assert as_alice.post(f"/accounts/{mine}/reopen").status_code == 303
    as_alice.post(f"/accounts/{mine}/delete")
    page = as_alice.get("/accounts").text
    assert "You can restore it" in page
    assert f'action="/accounts/{mine}/restore"' in page
    assert "Deleted accounts (1)" in page
    assert as_alice.get(f"/accounts/{mine}").status_code == 404
    assert as_alice.post(f"/accounts/{mine}/restore").location.endswith(str(mine))
    assert "−$12.50" in as_alice.get(f"/accounts/{mine}").text


def test_nobody_else_finds_it(as_alice: Browser, as_bob: Browser, as_partner: Browser, alice: Member) -> None:
    mine = account(alice, "Surprise", is_private=True)
    for stranger in (as_bob, as_partner):
        assert "Surprise" not in stranger.get("/accounts").text
        for path in ("", "/edit"):
            assert stranger.get(f"/accounts/{mine}{path}").status_code == 404
        for path in ("/edit", "/close", "/reopen", "/delete", "/restore"):
            assert stranger.post(f"/accounts/{mine}{path}", data=FORM).status_code == 404
    assert "Surprise" in as_alice.get("/accounts").text


def test_writes_need_the_token_of_the_form(as_alice: Browser, alice: Member) -> None:
    mine = account(alice)
    for path in ("", f"/{mine}/edit", f"/{mine}/close", f"/{mine}/delete"):
        assert as_alice.post(f"/accounts{path}", data=FORM, csrf=False).status_code == 400
    assert view(alice, mine).closed_at is None


def test_strangers_are_sent_to_sign_in_and_back(app: object, as_alice: Browser) -> None:
    as_alice.delete_cookie("session")
    answer = as_alice.get("/accounts?x=1")
    assert answer.status_code == 303
    assert "next=" in answer.location


@pytest.mark.parametrize(
    ("name", "more", "note"),
    [
        ("Cash", {"kind": "cash"}, ""),
        ("Purse", {"kind": "cash"}, ""),
        ("Everyday", {}, "Checking"),
        ("Everyday", {"institution": "Atlantic"}, "Atlantic"),
        ("Atlantic", {"institution": "atlantic"}, "Checking"),
    ],
)
def test_the_line_below_an_accounts_name_says_nothing_twice(
    as_alice: Browser, alice: Member, name: str, more: dict[str, str], note: str
) -> None:
    account(alice, name, **more)
    found = re.search(r'<span class="m-row-note">([^<]*)', as_alice.get("/accounts").text)
    assert found
    assert found[1].strip() == note
