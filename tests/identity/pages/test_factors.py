"""The page of second factors, as people meet it."""

import json
import re
from datetime import timedelta
from html import unescape

from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.core.test_step_up import let_time_pass
from tests.factories import PASSWORD, Browser, browser_of
from tests.identity.second_factors import SoftPasskey, add_app, code_of

PAGE = "/settings/factors"


def begin(client: Browser) -> tuple[str, str]:
    """Set up an app as far as its picture: where that is shown, and the secret."""
    answer = client.post(f"{PAGE}/apps", data={"name": "Phone"})
    assert answer.status_code == 303
    found = re.search(r"data-secret>([A-Z2-7 ]+)<", client.get(answer.location).text)
    assert found is not None
    return answer.location, found[1].replace(" ", "")


def test_the_security_page_says_how_many_there_are(alice: Member, as_alice: Browser) -> None:
    assert "Add a second factor" in as_alice.get("/settings/security").text
    add_app(alice)
    page = as_alice.get("/settings/security").text
    assert "Recovery codes left" in page
    assert "Manage second factors" in page


def test_without_any_the_page_says_what_that_means(as_alice: Browser) -> None:
    page = as_alice.get(PAGE).text
    assert "Your password alone lets people in." in page
    assert "Recovery codes" not in page


def test_an_app_is_set_up_and_brings_recovery_codes_once(as_alice: Browser) -> None:
    address, secret = begin(as_alice)
    shown = as_alice.get(address)
    assert "<svg" in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"
    wrong = as_alice.post(address, data={"code": "12"})
    assert wrong.status_code == 422
    assert "This code is not right" in wrong.text
    done = as_alice.post(address, data={"code": code_of(secret)})
    codes = re.findall(r"<code>([0-9a-z]{4}(?:-[0-9a-z]{4}){6})</code>", done.text)
    assert len(set(codes)) == 10
    assert done.headers["Cache-Control"] == "private, no-store"
    page = as_alice.get(PAGE).text
    assert "Phone" in page
    assert "10 of 10 are left" in page
    assert not [code for code in codes if code in page]
    assert as_alice.get(address).status_code == 404


def test_the_second_app_brings_no_codes(alice: Member, as_alice: Browser) -> None:
    add_app(alice)
    address, secret = begin(as_alice)
    answer = as_alice.post(address, data={"code": code_of(secret)})
    assert (answer.status_code, answer.location) == (303, PAGE)


def test_nobody_sees_the_secret_of_someone_else(as_alice: Browser, as_bob: Browser) -> None:
    address, secret = begin(as_alice)
    assert as_bob.get(address).status_code == 404
    assert as_bob.post(address, data={"code": code_of(secret)}).status_code == 404


def test_a_passkey_is_added_by_the_form(as_alice: Browser) -> None:
    options = as_alice.post("/api/auth/factors/passkeys/options", json={}).get_json()["options"]
    said = json.dumps(SoftPasskey().make(options))
    answer = as_alice.post(f"{PAGE}/passkeys", data={"name": "Blue key", "credential": said})
    assert "Ten codes, each works once" in answer.text
    assert "Blue key" in as_alice.get(PAGE).text


def test_what_is_wrong_with_a_passkey_is_said(as_alice: Browser) -> None:
    nameless = as_alice.post(f"{PAGE}/passkeys", data={"name": " ", "credential": "{}"})
    assert nameless.status_code == 422
    assert 'id="passkey_name-error"' in nameless.text
    for said in ("", "{}", '{"id": "x", "response": {}}'):
        answer = as_alice.post(f"{PAGE}/passkeys", data={"name": "Key", "credential": said})
        assert answer.status_code == 422
        assert "could not be checked" in answer.text


def test_a_factor_is_removed_and_the_page_says_so(alice: Member, as_alice: Browser) -> None:
    add_app(alice)
    found = re.search(rf"{PAGE}/apps/[0-9a-f-]+/remove", as_alice.get(PAGE).text)
    assert found is not None
    assert as_alice.post(found[0]).location == PAGE
    assert "Your password alone lets people in." in as_alice.get(PAGE).text
    assert as_alice.post(found[0]).status_code == 404


def test_new_recovery_codes_are_shown(alice: Member, as_alice: Browser) -> None:
    before = add_app(alice).recovery_codes
    page = as_alice.post(f"{PAGE}/recovery-codes").text
    assert "The codes before are worth nothing now." in unescape(page)
    assert not [code for code in before if code in page]


def test_few_codes_are_said(alice: Member, as_alice: Browser) -> None:
    codes = add_app(alice).recovery_codes
    for code in codes[:3]:
        as_alice.post("/confirm", data={"code": code})
    assert "7 of 10 are left" in as_alice.get(PAGE).text


def test_every_change_leads_to_the_confirmation_first(alice: Member, as_alice: Browser) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    assert as_alice.get(PAGE).location == f"/confirm?next={PAGE}"
    for path in ("apps", "passkeys", f"apps/{new_id()}", f"passkeys/{new_id()}/remove", "recovery-codes"):
        headers = {"Referer": f"http://localhost{PAGE}"}
        assert as_alice.post(f"{PAGE}/{path}", headers=headers).location == f"/confirm?next={PAGE}"


def test_browsers_are_forgotten_one_by_one_and_all(alice: Member, as_alice: Browser) -> None:
    add_app(alice)
    assert "None: every sign-in asks" in as_alice.get(PAGE).text
    assert as_alice.post(f"{PAGE}/remembered/{new_id()}/forget").status_code == 404
    assert as_alice.post(f"{PAGE}/remembered/forget").location == PAGE


def test_a_viewer_of_a_household_keeps_their_own_sign_in(app: APIFlask, viewer: Member) -> None:
    """What a role may do with the household's money says nothing about one's own account."""
    own = browser_of(app, viewer)
    let_time_pass(viewer, None)
    assert own.post("/confirm", data={"password": PASSWORD, "next": "/settings"}).status_code == 303
    assert own.post("/settings/factors/apps", data={"name": "Phone"}).status_code == 303
    changed = own.post("/settings/security/password", data={"new_password": "five other words nobody has"})
    assert changed.status_code == 303
