"""A07: nobody's page but ours changes anything for somebody signed in: by form, by JSON as text, by another method.

Tried on every address that changes something, read from the application itself, so that a new one is tried too.
"""

import re
from itertools import cycle, product
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.core.policy import EXEMPT, READ_ONLY, Policy, policies
from mingus.core.tenancy import Member
from tests.factories import Browser, browser_of

SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
TYPES = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")
OURS: dict[str, str] = {}
SAME_SITE = {"Sec-Fetch-Site": "same-site", "Origin": "http://sub.localhost"}
CROSS_SITE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
WITHOUT_NAME = {"Origin": "null"}
SITES = (OURS, SAME_SITE, CROSS_SITE, WITHOUT_NAME)
NO_TOKEN, OTHERS, STALE = "no token", "somebody else's", "of an earlier sign-in"


@pytest.fixture
def tokens(app: APIFlask, alice: Member, as_bob: Browser) -> dict[str, str]:
    """What a forger may have."""
    earlier = browser_of(app, alice)
    return {NO_TOKEN: "", OTHERS: token_of(as_bob), STALE: token_of(earlier)}


def token_of(browser: Browser) -> str:
    return str(browser.get("/api/csrf/token").get_json()["csrf_token"])


def changes(app: APIFlask) -> list[Policy]:
    """Every address that changes something, but those reviewed in docs/csrf-exemptions.md."""
    return [one for one in policies(app) if one.csrf != READ_ONLY and not one.csrf.startswith(EXEMPT)]


def address(one: Policy) -> str:
    return re.sub(r"<int:[^>]+>", "1", re.sub(r"<(?:uuid:)?[^:>]+>", SOME_ID, one.rule))


def body(kind: str, token: str) -> bytes:
    if kind.startswith("multipart"):
        return f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--x--\r\n'.encode()
    return f"csrf_token={token}".encode() if kind.startswith("application") else b'{"a": 1, "b": "="}'


def forged(somebody: Browser, one: Policy, sent: tuple[str, str, dict[str, str]]) -> int:
    kind, token, site = sent
    headers = {**site, **({"X-CSRF-Token": token} if token and kind == "text/plain" else {})}
    options: dict[str, Any] = {"data": body(kind, token), "content_type": kind, "headers": headers}
    return somebody.open(address(one), method=one.method, csrf=False, **options).status_code


def expected(token: str, site: dict[str, str]) -> int:
    """Another site is refused whatever it brings; our own pages are told that their form has expired."""
    return 403 if site or token else 400


def test_every_address_refuses_every_kind_of_forgery(app: APIFlask, as_alice: Browser, tokens: dict[str, str]) -> None:
    found, kinds = changes(app), cycle(TYPES)
    assert len(found) > 60
    wrong = []
    for one, token, site in product(found, tokens.values(), (OURS, CROSS_SITE)):
        kind = next(kinds)
        status = forged(as_alice, one, (kind, token, site))
        if status != expected(token, site):
            wrong.append((one.method, one.rule, kind, token[:5], site, status))
    assert wrong == []


@pytest.mark.parametrize("site", SITES, ids=["ours", "same-site", "cross-site", "without a name"])
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("which", [NO_TOKEN, OTHERS, STALE])
@pytest.mark.parametrize("rule", ["/api/user/profile", "/accounts", "/api/imports", "/logout"])
def test_the_whole_matrix(  # noqa: PLR0917  its dimensions
    app: APIFlask, as_alice: Browser, tokens: dict[str, str], rule: str, which: str, kind: str, site: dict[str, str]
) -> None:
    one = next(one for one in changes(app) if one.rule == rule)
    assert forged(as_alice, one, (kind, tokens[which], site)) == expected(tokens[which], site)


def test_the_right_token_from_another_site_is_refused_too(app: APIFlask, as_alice: Browser) -> None:
    one = next(one for one in changes(app) if one.rule == "/accounts")
    for kind, site in product(TYPES, (SAME_SITE, CROSS_SITE, WITHOUT_NAME)):
        assert forged(as_alice, one, (kind, token_of(as_alice), site)) == 403


def test_reading_changes_nothing_by_calling_itself_another_method(as_alice: Browser) -> None:
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert as_alice.get("/api/user/profile?_method=DELETE", headers={name: "DELETE"}).status_code == 200
        posted = as_alice.post("/accounts", csrf=False, data={"_method": "GET"}, headers={name: "GET"})
        assert posted.status_code == 400


def test_json_in_the_disguise_of_text_is_not_read(as_alice: Browser) -> None:
    """A form with enctype text/plain can make JSON, and browsers send it without asking."""
    sent = {"data": '{"first_name":"Eve","x":"="}', "headers": {"X-CSRF-Token": token_of(as_alice)}}
    assert as_alice.patch("/api/user/profile", csrf=False, content_type="text/plain", **sent).status_code == 415
    assert as_alice.get("/api/user/profile").get_json()["first_name"] == "Alice"
