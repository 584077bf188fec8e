"""A sign-in with a device nobody has seen is told; one's first, and one's own, are not."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Browser, Someone, browser, make_someone
from tests.mailbox import letters

AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def sign_in(client: Browser, someone: Someone) -> None:
    form = {"email": someone.email, "password": someone.password}
    assert client.post("/login", data=form, headers={"User-Agent": AGENT}).status_code == 303


def test_a_new_browser_is_told_and_a_known_one_is_not(app: APIFlask, someone: Someone) -> None:
    own = browser(app)
    sign_in(own, someone)
    sign_in(own, someone)
    assert letters(someone.email) == []
    sign_in(browser(app), someone)
    [letter] = letters(someone.email)
    assert letter.subject == "New sign-in to Mingus"
    assert "Browser: Firefox on Linux" in letter.text
    assert "Network: 2001:0db8:" in letter.text
    assert "New York" in letter.text


def test_a_program_that_signs_in_again_from_the_same_place_is_known(app: APIFlask, someone: Someone) -> None:
    form = {"email": someone.email, "password": someone.password}
    program = browser(app)
    for _ in range(2):
        assert program.post("/api/auth/login", json=form).status_code == 200
    assert letters(someone.email) == []


def test_the_browser_is_known_by_a_cookie_that_no_script_reads(app: APIFlask, someone: Someone) -> None:
    own = browser(app)
    sign_in(own, someone)
    cookie = own.get_cookie("device")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert len(cookie.value) == 43
