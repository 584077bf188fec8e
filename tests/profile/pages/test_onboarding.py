"""The first steps on their pages: resumed where one was, skipped without loss, one address each."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.profile.rules import STEPS
from tests.factories import Browser, browser_of, make_someone, share

KEYS = [step.key for step in STEPS]
NAMES = {"first_name": "Alice", "last_name": "Example", "household_name": "My household"}


@pytest.mark.parametrize("key", KEYS)
def test_every_step_is_a_page_that_can_be_skipped(as_alice: Browser, key: str) -> None:
    page = as_alice.get(f"/onboarding/{key}").text
    assert f"Step {KEYS.index(key) + 1} of {len(KEYS)}" in page
    skipped = as_alice.post(f"/onboarding/{key}", data={"go": "skip"})
    assert skipped.status_code == 303
    assert skipped.location != f"/onboarding/{key}"


def test_whoever_comes_back_goes_on_where_they_were(as_alice: Browser) -> None:
    assert as_alice.get("/onboarding").location == "/onboarding/you"
    assert as_alice.post("/onboarding/you", data={**NAMES, "go": "on"}).location == "/onboarding/work"
    as_alice.post("/onboarding/household", data={"household_size": "3", "go": "on"})
    assert as_alice.get("/onboarding").location == "/onboarding/work"
    assert 'value="3"' in as_alice.get("/onboarding/household").text


def test_a_step_left_out_on_the_way_comes_after_the_last(as_alice: Browser) -> None:
    for key in KEYS[:-1]:
        if key != "income":
            as_alice.post(f"/onboarding/{key}", data={"go": "skip"})
    assert as_alice.post("/onboarding/money", data={"go": "skip"}).location == "/onboarding/income"
    assert as_alice.post("/onboarding/income", data={"go": "skip"}).location == "/onboarding/done"
    assert as_alice.get("/onboarding").location == "/onboarding/done"
    assert "all set" in as_alice.get("/onboarding/done").text


def test_the_names_are_saved_where_names_are_kept(as_alice: Browser) -> None:
    sent = {"first_name": "Alicia", "last_name": "Bell", "household_name": "Bell Street", "city": "Atlanta", "go": "on"}
    as_alice.post("/onboarding/you", data=sent)
    settings = as_alice.get("/settings").text
    assert all(f'value="{shown}"' in settings for shown in ("Alicia", "Bell", "Bell Street"))
    assert "Atlanta" in as_alice.get("/profile").text


def test_a_fault_comes_back_beside_its_field_with_all_that_was_typed(as_alice: Browser) -> None:
    answer = as_alice.post("/onboarding/you", data={**NAMES, "zip_code": "3030", "city": "Atlanta", "go": "on"})
    assert answer.status_code == 422
    assert 'id="zip_code-error"' in answer.text
    assert 'value="Atlanta"' in answer.text
    assert as_alice.get("/onboarding").location == "/onboarding/you"


def test_on_the_way_to_a_pay_day_nothing_typed_is_lost(as_alice: Browser) -> None:
    led = as_alice.post("/onboarding/income", data={"monthly_income": "5,200", "go": "pay"})
    assert led.location == "/pay/new?next=/onboarding/income"
    form = as_alice.get(led.location).text
    assert 'name="next" value="/onboarding/income"' in form
    pay = {"name": "Northlake Health", "rhythm": "biweekly", "anchor_on": "", "net_amount": "1900"}
    pay |= {"weekend_rule": "before", "next": "/onboarding/income"}
    refused = as_alice.post("/pay", data=pay)
    assert refused.status_code == 422
    assert 'name="next" value="/onboarding/income"' in refused.text
    day = form.split('id="anchor_on"')[1].split('value="')[1].split('"')[0]
    assert as_alice.post("/pay", data={**pay, "anchor_on": day}).location == "/onboarding/income"
    back = as_alice.get("/onboarding/income").text
    assert 'value="5200.00"' in back
    assert "Northlake Health" in back


@pytest.mark.parametrize(("go", "place"), [("import", "/imports/new"), ("account", "/accounts/new")])
def test_bringing_money_in_is_a_step_that_leads_there(as_alice: Browser, go: str, place: str) -> None:
    assert as_alice.post("/onboarding/money", data={"go": go}).location == place
    assert "Done" in as_alice.get("/onboarding/you").text


def test_a_box_says_that_nobody_shall_ask_again(as_alice: Browser) -> None:
    as_alice.post("/onboarding/household", data={"household_size": "2", "leave_out": "on", "go": "on"})
    assert 'name="leave_out" type="checkbox" value="on" checked' in as_alice.get("/onboarding/household").text
    page = as_alice.get("/profile").text
    assert "marital status" not in page


def test_the_first_page_reminds_until_it_is_put_away(as_alice: Browser) -> None:
    assert 'href="/onboarding"' in as_alice.get("/").text.split("<main")[1]
    as_alice.post("/onboarding/you", data={"go": "skip"})
    assert "1 of 8 steps" in as_alice.get("/").text
    assert as_alice.post("/onboarding/later").location == "/"
    assert 'id="first-steps"' not in as_alice.get("/").text
    assert "Go on with step 2 of 8" in as_alice.get("/profile").text


def test_the_first_page_is_silent_when_all_is_decided(as_alice: Browser) -> None:
    for key in KEYS:
        as_alice.post(f"/onboarding/{key}", data={"go": "skip"})
    assert 'id="first-steps"' not in as_alice.get("/").text


def test_a_viewer_tells_of_themselves_and_is_offered_nothing_of_the_households_money(
    app: APIFlask, configuration: Settings, alice: Member
) -> None:
    viewer = share(alice, make_someone(configuration, first_name="Vera"), "viewer")
    own = browser_of(app, viewer)
    assert "household_name" not in own.get("/onboarding/you").text
    assert "add a pay day" not in own.get("/onboarding/income").text
    assert own.post("/onboarding/income", data={"monthly_income": "3000", "go": "pay"}).location == "/onboarding/income"
    assert "Bring in a bank file" not in own.get("/onboarding/money").text
    sent = {"first_name": "Vera", "last_name": "Bell", "household_name": "Taken over", "go": "on"}
    assert own.post("/onboarding/you", data=sent).location == "/onboarding/work"
    assert "Taken over" not in own.get("/settings").text


def test_nobody_sees_how_far_somebody_else_is(as_alice: Browser, as_bob: Browser) -> None:
    as_alice.post("/onboarding/work", data={"occupation": "Nurse", "go": "on"})
    assert "Nurse" not in as_bob.get("/onboarding/work").text
    assert as_bob.get("/onboarding").location == "/onboarding/you"


def test_a_step_that_is_none_is_not_found(as_alice: Browser) -> None:
    assert as_alice.get("/onboarding/nonsense").status_code == 404
    assert as_alice.post("/onboarding/nonsense").status_code == 404
