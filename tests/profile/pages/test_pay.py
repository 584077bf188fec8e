"""Pay days on their pages."""

from apiflask import APIFlask

from mingus.core import clock
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, browser_of, make_someone, share

TODAY = clock.today("America/New_York")
FORM = {
    "name": "Northlake Health",
    "rhythm": "biweekly",
    "semimonthly_days": "fifteenth_and_last",
    "anchor_on": str(TODAY),
    "weekend_rule": "none",
    "net_amount": "1,900.25",
    "gross_amount": "",
}


def test_somebody_without_pay_days_is_offered_to_add_one(as_alice: Browser) -> None:
    assert "No pay days yet" in as_alice.get("/pay").text
    assert f'value="{TODAY}"' in as_alice.get("/pay/new").text


def test_pay_is_added_changed_and_listed_with_its_next_day(as_alice: Browser) -> None:
    as_alice.post("/pay", data=FORM)
    listed = as_alice.get("/pay").text
    assert "Every two weeks · Pay day is today" in listed
    assert "$1,900.25" in listed
    address = address_of(as_alice)
    page = as_alice.get(address).text
    assert page.count(f"{TODAY:%a}, ") == 6
    assert 'value="1900.25"' in page
    changed = {**FORM, "rhythm": "semimonthly", "name": "Northlake"}
    assert as_alice.post(address, data=changed).location == "/pay"
    assert "On the 15th and the last day" in as_alice.get("/pay").text
    refused = as_alice.post(address, data={**changed, "net_amount": "0"})
    assert refused.status_code == 422
    assert 'id="net_amount-error"' in refused.text


def test_a_fault_comes_back_with_all_that_was_typed(as_alice: Browser) -> None:
    answer = as_alice.post("/pay", data={**FORM, "anchor_on": "1999-01-01"})
    assert answer.status_code == 422
    assert 'id="anchor_on-error"' in answer.text
    assert 'value="Northlake Health"' in answer.text


def test_going_on_leads_to_no_other_site(as_alice: Browser) -> None:
    assert as_alice.post("/pay", data={**FORM, "next": "//evil.example"}).location == "/pay"
    assert "evil.example" not in as_alice.get("/pay/new?next=//evil.example").text


def test_deleting_can_be_taken_back(as_alice: Browser) -> None:
    as_alice.post("/pay", data=FORM)
    address = address_of(as_alice)
    assert as_alice.post(f"{address}/delete").location == "/pay"
    page = as_alice.get("/pay").text
    assert "Deleted (1)" in page
    assert as_alice.get(address).status_code == 404
    assert as_alice.post(f"{address}/restore").location == "/pay"
    assert as_alice.get(address).status_code == 200


def test_a_viewer_sees_pay_days_and_no_form(app: APIFlask, configuration: Settings, alice: Member) -> None:
    owner = browser_of(app, alice)
    viewer = browser_of(app, share(alice, make_someone(configuration, first_name="Vera"), "viewer"))
    assert "When the others add" in viewer.get("/pay").text
    owner.post("/pay", data=FORM)
    address = address_of(owner)
    page = viewer.get(address).text
    assert "Next pay days" in page
    assert 'name="net_amount"' not in page
    assert "Northlake Health · Alice Example" in viewer.get("/pay").text
    refused = [viewer.get("/pay/new"), viewer.post("/pay", data=FORM), viewer.post(address, data=FORM)]
    refused += [viewer.post(f"{address}/delete"), viewer.post(f"{address}/restore")]
    assert [answer.status_code for answer in refused] == [403] * 5


def test_bob_finds_nothing(as_alice: Browser, as_bob: Browser) -> None:
    as_alice.post("/pay", data=FORM)
    address = address_of(as_alice)
    assert "Northlake" not in as_bob.get("/pay").text
    found = [as_bob.get(address), as_bob.post(address, data=FORM), as_bob.post(f"{address}/delete")]
    assert [answer.status_code for answer in found] == [404] * 3


def address_of(browser: Browser) -> str:
    """The page of the one schedule there is."""
    page = browser.get("/pay").text
    return next(part for part in page.split('"') if part.startswith("/pay/") and part != "/pay/new")
