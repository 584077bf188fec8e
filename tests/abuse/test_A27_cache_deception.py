"""A27: no cache between us and people keeps what is theirs, whatever an address is made to look like."""

import pytest
from apiflask import APIFlask

from mingus.core.policy import PRIVATE
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.abuse.matrix.calls import calls
from tests.abuse.matrix.home import SHARED, Home, furnish
from tests.factories import Browser, browser, browser_of

TAILS = (
    "/x.css",
    ";.css",
    ";x.css",
    "%2fx.css",
    "%2Fx.js",
    "/..%2fx.css",
    "%3b.css",
    "%00.css",
    "/%2e%2e/x.css",
    ".css",
)
PAGES = ("/accounts", "/transactions", "/goals", "/settings", "/settings/household", "/settings/export", "/imports")
UNKEYED = {
    "X-Forwarded-Host": "canary.evil.example",
    "X-Forwarded-Server": "canary.evil.example",
    "X-Host": "canary.evil.example",
    "X-Original-URL": "/canary-path",
    "X-Rewrite-URL": "/canary-path",
    "X-Forwarded-Prefix": "/canary-path",
    "Forwarded": "host=canary.evil.example",
}


@pytest.fixture(scope="module")
def home(configuration: Settings) -> Home:
    return furnish(configuration)


def test_every_answer_to_somebody_signed_in_is_kept_by_nobody(app: APIFlask, home: Home) -> None:
    who = browser_of(app, home.owner)
    kept = [
        (call.name, answer.headers["Cache-Control"])
        for call in calls(app, home.ids)
        if call.policy.who == "signed in" and not call.changes
        if (answer := call.by(who)).headers["Cache-Control"] != PRIVATE
    ]
    assert kept == []


@pytest.mark.parametrize("page", PAGES)
def test_an_address_that_looks_like_a_file_shows_no_page(app: APIFlask, home: Home, page: str) -> None:
    who = browser_of(app, home.owner)
    for tail in TAILS:
        answer = who.get(page + tail)
        assert answer.status_code == 404, tail
        assert SHARED.lower() not in answer.text.lower(), tail
        assert answer.headers["Cache-Control"] == PRIVATE, tail


def test_no_header_that_caches_leave_out_of_their_keys_is_repeated(app: APIFlask, as_alice: Browser) -> None:
    for who in (as_alice, browser(app)):
        for path in ("/", "/login", "/accounts", "/nothing-here", "/api/user/profile"):
            answer = who.get(path, headers=UNKEYED)
            assert "canary" not in (answer.text + str(answer.headers)).lower(), path


def test_the_same_address_shows_each_their_own(app: APIFlask, home: Home, bob: Member) -> None:
    theirs, strangers = browser_of(app, home.owner), browser_of(app, bob)
    for page in PAGES:
        theirs.get(page)
        assert SHARED.lower() not in strangers.get(page).text.lower(), page
