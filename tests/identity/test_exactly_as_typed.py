"""A password is compared as it was typed: whole, with its capitals and blanks."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import PASSWORD, Someone, browser, make_someone


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def status(app: APIFlask, someone: Someone, typed: str) -> int:
    return browser(app).post("/login", data={"email": someone.email, "password": typed}).status_code


@pytest.mark.parametrize(
    "typed", [PASSWORD.upper(), PASSWORD.title(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD.replace(" ", "")]
)
def test_capitals_and_blanks_count(app: APIFlask, someone: Someone, typed: str) -> None:
    assert status(app, someone, typed) == 401
    assert status(app, someone, PASSWORD) == 303


def test_nothing_is_cut_off(app: APIFlask) -> None:
    """128 characters are one password, and 127 of them another."""
    words = "quartz onyx elm ivy " * 6 + "and 4711"
    assert len(words) == 128
    newcomer = {"email": "long.password.4711@example.com", "first_name": "Alice", "last_name": "Example"}
    form = {**newcomer, "password": words, "terms_accepted": "on", "time_zone": "UTC", "currency": "USD"}
    assert browser(app).post("/register", data=form).status_code == 303
    for typed, expected in ((words[:-1], 401), (words[:72], 401), (words, 303)):
        answer = browser(app).post("/login", data={"email": newcomer["email"], "password": typed})
        assert answer.status_code == expected
