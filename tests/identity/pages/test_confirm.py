"""Confirming that it is still you, as people meet it."""

from datetime import timedelta

from mingus.core.tenancy import Member
from tests.core.test_step_up import let_time_pass
from tests.factories import PASSWORD, Browser


def cookie_of(browser: Browser) -> str:
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return cookie.value


def test_the_password_opens_what_is_sensitive_again(alice: Member, as_alice: Browser) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    page = as_alice.get("/confirm?next=/settings/export")
    assert "Confirm that it’s you" in page.text
    answer = as_alice.post("/confirm", data={"password": PASSWORD, "next": "/settings/export"})
    assert (answer.status_code, answer.location) == (303, "/settings/export")
    assert as_alice.get("/settings/export").status_code == 200


def test_a_wrong_password_is_said_at_its_field_and_opens_nothing(alice: Member, as_alice: Browser) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    answer = as_alice.post("/confirm", data={"password": "quite the wrong words", "next": "/settings/export"})
    assert answer.status_code == 422
    assert "This is not your password." in answer.text
    assert 'value="/settings/export"' in answer.text
    assert as_alice.get("/settings/export").status_code == 303


def test_nothing_typed_is_said(as_alice: Browser) -> None:
    assert as_alice.post("/confirm", data={"next": "/"}).status_code == 422


def test_the_way_back_never_leaves_mingus(as_alice: Browser) -> None:
    assert 'value="/"' in as_alice.get("/confirm?next=//evil.example").text
    answer = as_alice.post("/confirm", data={"password": PASSWORD, "next": "https://evil.example"})
    assert answer.location == "/"


def test_after_five_wrong_tries_the_right_password_waits(alice: Member, as_alice: Browser) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    for _ in range(5):
        assert as_alice.post("/confirm", data={"password": "quite the wrong words"}).status_code == 422
    answer = as_alice.post("/confirm", data={"password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 60
    assert as_alice.get("/goals").status_code == 200
