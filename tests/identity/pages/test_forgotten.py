"""Asking for a new password."""

from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import browser, make_someone


def test_the_page_says_the_same_of_every_address(app: APIFlask, configuration: Settings) -> None:
    known = make_someone(configuration).email
    answers = [browser(app).post("/forgot-password", data={"email": email}) for email in (known, "nobody@example.com")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "If somebody is with Mingus under that address" in answers[0].text
    assert known not in answers[0].text


def test_what_is_no_address_is_said_at_its_field(app: APIFlask) -> None:
    answer = browser(app).post("/forgot-password", data={"email": "alice"})
    assert answer.status_code == 422
    assert "does not look like an e-mail address" in answer.text
    assert 'value="alice"' in answer.text


def test_the_sign_in_page_leads_here(app: APIFlask) -> None:
    assert 'href="/forgot-password"' in browser(app).get("/login").text
    assert "Forgot your password?" in browser(app).get("/forgot-password").text
