import re
from uuid import UUID

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import TransactionView
from mingus.ledger.service import listing
from tests.factories import Browser
from tests.ledger.books import Books, counted_statements
from tests.ledger.by_hand import DAY, account, add, balance

FORM = {
    "amount": "22.75",
    "transaction_type": "expense",
    "description": "Busy Bee Cafe",
    "transaction_date": "2026-11-03",
    "category": "",
    "note": "",
    "to_account_id": "",
}
HTMX = {"HX-Request": "true"}


def seen(member: Member, transaction_id: UUID) -> TransactionView:
    with db.transaction(member.household_id, read_only=True) as session:
        return listing.get(session, member, transaction_id)


def category_id(page: str, name: str) -> str:
    found = re.search(rf'<option value="([0-9a-f-]+)"[^>]*>{name}</option>', page)
    assert found is not None
    return found[1]


def test_someone_new_adds_the_first_expense_with_amount_and_merchant_alone(as_alice: Browser) -> None:
    assert "No transactions yet" in as_alice.get("/transactions").text
    form = as_alice.get("/transactions/new").text
    assert re.search(r'name="amount"[^>]* autofocus', form)
    added = as_alice.post("/transactions", data=FORM)
    assert added.status_code == 303
    page = as_alice.get(added.location).text
    assert "Busy Bee Cafe" in page
    assert "−$22.75" in page
    assert "Added: Busy Bee Cafe" in page
    assert "1 transaction" in page


def test_the_account_used_last_is_chosen_and_names_are_suggested(as_alice: Browser, alice: Member) -> None:
    account(alice, "Another")
    mine = account(alice, "Everyday")
    add(alice, description="Blue Bottle", account_id=mine)
    form = as_alice.get("/transactions/new").text
    assert f'<option value="{mine}" selected>Everyday</option>' in form
    assert '<option value="Blue Bottle">' in form


def test_a_form_that_does_not_fit_comes_back_with_what_was_typed(as_alice: Browser, alice: Member) -> None:
    account(alice)
    answer = as_alice.post("/transactions", data={**FORM, "amount": "-3", "note": "what I typed"})
    assert answer.status_code == 422
    assert "what I typed" in answer.text
    assert 'id="amount-error"' in answer.text
    spent = add(alice)
    again = as_alice.post(f"/transactions/{spent}", data={**FORM, "amount": "1.999", "description": "Typed name"})
    assert again.status_code == 422
    assert 'value="Typed name"' in again.text


def test_a_category_changed_in_the_list_answers_with_the_row_and_the_way_back(as_alice: Browser, alice: Member) -> None:
    account(alice)
    spent = add(alice, category="Groceries")
    dining = category_id(as_alice.get("/transactions").text, "Dining out")
    answer = as_alice.patch(f"/transactions/{spent}/category", data={"category": dining}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(f'<tr id="row-{spent}"')
    assert "hx-partial" in answer.text
    assert seen(alice, spent).category_name == "Dining out"
    undo = re.search(r'action="(/transactions/[^"]+category=[^"]+)"', answer.text)
    assert undo is not None
    assert as_alice.post(undo[1].replace("&amp;", "&")).status_code == 303
    assert seen(alice, spent).category_name == "Groceries"


def test_the_category_form_works_without_script_and_returns_to_the_same_list(as_alice: Browser, alice: Member) -> None:
    account(alice)
    spent = add(alice, category="Groceries")
    where = "http://localhost/transactions?q=bee"
    answer = as_alice.post(f"/transactions/{spent}/category", data={"category": ""}, headers={"Referer": where})
    assert answer.location == "/transactions?q=bee"
    assert seen(alice, spent).category_name is None
    away = as_alice.post(
        f"/transactions/{spent}/category",
        data={"category": ""},
        headers={"Referer": "http://evil.example/transactions"},
    )
    assert away.location == "/transactions"


def test_htmx_gets_the_list_alone_and_a_filter_that_makes_no_sense_is_said(as_alice: Browser, alice: Member) -> None:
    account(alice)
    add(alice)
    part = as_alice.get("/transactions?q=bee", headers=HTMX).text
    assert part.lstrip().startswith('<div id="rows">')
    assert "<html" not in part
    assert "No transactions match" in as_alice.get("/transactions?q=zebra").text
    for query in ("from_on=yesterday", "cursor=made-up", "min_amount=much", "account_id=1"):
        answer = as_alice.get(f"/transactions?{query}")
        assert answer.status_code == 422
        assert "This filter can’t be read." in answer.text


def test_pages_keep_their_filters(as_alice: Browser, alice: Member) -> None:
    account(alice)
    for number in range(60):
        add(alice, f"{number + 1}", "Busy Bee" if number % 10 else "Other")
    first = as_alice.get("/transactions?q=bee").text
    older = re.search(r'href="(/transactions\?q=bee&amp;cursor=[^"]+)" rel="next"', first)
    assert older is not None
    second = as_alice.get(older[1].replace("&amp;", "&")).text
    assert second.count('id="row-') == 54 - 50
    assert 'rel="prev"' in second


def test_the_list_takes_a_fixed_number_of_statements(as_alice: Browser, alice: Member) -> None:
    account(alice)
    add(alice)
    as_alice.get("/transactions")

    def statements() -> int:
        with counted_statements() as sent:
            as_alice.get("/transactions")
        return len(sent)

    few = statements()
    for number in range(20):
        add(alice, f"{number + 1}", f"Shop {number}", category="Groceries")
    assert statements() == few
    assert few <= 8  # begin, rows, count, accounts, categories, commit; who is asking


def test_an_edit_is_saved_and_what_the_bank_said_is_kept(as_alice: Browser, alice: Member) -> None:
    books = Books(alice)
    mine = books.account("Everyday")
    row = books.row(mine, DAY, -2275, "SQ *BUSY BEE 0042")
    page = as_alice.get(f"/transactions/{row}").text
    assert "Your bank says" in page
    saved = as_alice.post(f"/transactions/{row}", data={**FORM, "amount": "25", "account_id": str(mine)})
    assert saved.status_code == 303
    page = as_alice.get(saved.location).text
    for said in (
        "SQ *BUSY BEE 0042",
        "−$22.75",
        "You changed the amount; yours counts.",
        "You changed the amount and the name.",
    ):
        assert said in page
    as_alice.post(f"/transactions/{row}/reset")
    assert seen(alice, row).amount.minor == -2275


def test_deleting_offers_the_way_back(as_alice: Browser, alice: Member) -> None:
    mine = account(alice)
    spent = add(alice)
    as_alice.post(f"/transactions/{spent}/delete")
    assert f'action="/transactions/{spent}/restore"' in as_alice.get("/transactions").text
    assert "It counts nowhere" in as_alice.get(f"/transactions/{spent}").text
    assert f'action="/transactions/{spent}/restore"' in as_alice.get("/transactions?status=deleted").text
    as_alice.post(f"/transactions/{spent}/restore")
    assert balance(alice, mine) == "-12.50"


def test_nobody_else_finds_it(as_alice: Browser, as_bob: Browser, as_partner: Browser, alice: Member) -> None:
    mine = account(alice, is_private=True)
    spent = add(alice, description="Surprise", account_id=mine)
    for stranger in (as_bob, as_partner):
        assert "Surprise" not in stranger.get("/transactions").text
        assert "Surprise" not in stranger.get("/transactions/new").text
        assert "Surprise" not in stranger.get(f"/transactions?account_id={mine}").text
        for path in ("", "/split"):
            assert stranger.get(f"/transactions/{spent}{path}").status_code == 404
        for path in ("", "/category", "/reset", "/delete", "/restore"):
            assert stranger.post(f"/transactions/{spent}{path}", data=FORM).status_code == 404
        assert stranger.post(f"/transactions/{spent}/split", data={"action": "whole"}).status_code == 404
        assert stranger.post("/transactions", data={**FORM, "account_id": str(mine)}).status_code == 422
    assert seen(alice, spent).amount.minor == -1250


def test_writes_need_the_token_of_the_form(as_alice: Browser, alice: Member) -> None:
    account(alice)
    spent = add(alice)
    for path in ("", f"/{spent}", f"/{spent}/delete", f"/{spent}/split", f"/{spent}/category"):
        assert as_alice.post(f"/transactions{path}", data=FORM, csrf=False).status_code == 400
    assert as_alice.patch(f"/transactions/{spent}/category", data={"category": ""}, csrf=False).status_code == 400


def test_what_people_type_is_shown_as_text(as_alice: Browser, alice: Member) -> None:
    account(alice, "<b>Bold</b>")
    add(alice, description="<script>alert(1)</script>", note="=1+1")
    page = as_alice.get("/transactions").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<b>Bold" not in as_alice.get("/accounts").text
