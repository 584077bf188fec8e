"""Debts on their pages."""

from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, browser_of, make_someone, share
from tests.ledger.by_hand import account

FORM = {"name": "Blue card", "kind": "card", "owed_amount": "2,412.30", "apr_percent": "24.99", "minimum_payment": "65"}


def address_of(browser: Browser) -> str:
    """The page of the one debt there is."""
    page = browser.get("/debts").text
    return next(part for part in page.split('"') if part.startswith("/debts/") and part != "/debts/new")


def test_somebody_without_debts_is_told_that_there_is_nothing_to_do(as_alice: Browser) -> None:
    assert "nothing to do here" in as_alice.get("/debts").text
    assert '<option value="student" selected>' in as_alice.get("/debts/new?kind=student").text


def test_a_debt_is_noted_changed_and_added_up(as_alice: Browser) -> None:
    assert as_alice.post("/debts", data=FORM).location == "/debts"
    as_alice.post("/debts", data={"name": "Aunt Rose", "kind": "family", "owed_amount": "900", "apr_percent": ""})
    page = as_alice.get("/debts").text
    for shown in ("$3,312.30 in all", "Credit card · 24.99% a year", "Family or friends · rate unknown"):
        assert shown in page
    address = address_of(as_alice)
    assert 'value="24.99"' in as_alice.get(address).text
    assert as_alice.post(address, data={**FORM, "owed_amount": "2000"}).location == "/debts"
    assert "$2,900.00 in all" in as_alice.get("/debts").text
    refused = as_alice.post(address, data={**FORM, "apr_percent": "lots"})
    assert refused.status_code == 422
    assert 'id="apr_percent-error"' in refused.text


def test_a_fault_comes_back_with_all_that_was_typed(as_alice: Browser) -> None:
    answer = as_alice.post("/debts", data={**FORM, "kind": "", "next": "/onboarding/debts"})
    assert answer.status_code == 422
    assert 'id="kind-error"' in answer.text
    assert "Please fill this in." in answer.text
    assert 'name="next" value="/onboarding/debts"' in answer.text
    assert as_alice.post("/debts", data={**FORM, "next": "/onboarding/debts"}).location == "/onboarding/debts"


def test_a_debt_may_be_one_of_the_accounts(as_alice: Browser, alice: Member) -> None:
    card = account(alice, "My blue card", kind="card")
    assert f'<option value="{card}">My blue card</option>' in as_alice.get("/debts/new").text
    as_alice.post("/debts", data={**FORM, "account_id": str(card)})
    assert f'<option value="{card}" selected>' in as_alice.get(address_of(as_alice)).text


def test_deleting_can_be_taken_back(as_alice: Browser) -> None:
    as_alice.post("/debts", data=FORM)
    address = address_of(as_alice)
    assert as_alice.post(f"{address}/delete").location == "/debts"
    assert "Deleted (1)" in as_alice.get("/debts").text
    assert as_alice.post(f"{address}/restore").location == "/debts"
    assert as_alice.get(address).status_code == 200


def test_a_viewer_sees_debts_and_no_form(app: APIFlask, configuration: Settings, alice: Member) -> None:
    owner = browser_of(app, alice)
    viewer = browser_of(app, share(alice, make_someone(configuration, first_name="Vera"), "viewer"))
    assert "When the others note" in viewer.get("/debts").text
    owner.post("/debts", data=FORM)
    address = address_of(owner)
    page = viewer.get(address).text
    assert "24.99% a year" in page
    assert 'name="owed_amount"' not in page
    refused = [viewer.get("/debts/new"), viewer.post("/debts", data=FORM), viewer.post(address, data=FORM)]
    refused += [viewer.post(f"{address}/delete"), viewer.post(f"{address}/restore")]
    assert [answer.status_code for answer in refused] == [403] * 5


def test_bob_finds_nothing(as_alice: Browser, as_bob: Browser) -> None:
    as_alice.post("/debts", data=FORM)
    address = address_of(as_alice)
    assert "Blue card" not in as_bob.get("/debts").text
    found = [as_bob.get(address), as_bob.post(address, data=FORM), as_bob.post(f"{address}/delete")]
    assert [answer.status_code for answer in found] == [404] * 3
