"""The page of sign-in and security."""

from apiflask import APIFlask

from tests.factories import Browser, browser


def test_the_page_shows_the_address_one_signs_in_with(as_alice: Browser) -> None:
    page = as_alice.get("/settings/security").text
    assert "Sign-in and security" in page
    assert "@example.com" in page


def test_visitors_are_sent_to_sign_in_and_back(app: APIFlask) -> None:
    answer = browser(app).get("/settings/security")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login?next=/settings/security"
