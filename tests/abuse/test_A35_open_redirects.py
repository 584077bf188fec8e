"""A35: no address of ours sends anybody to another site, whatever it is told about where to go afterwards.

Every address is asked with a way back of ours; where it turns up in the answer, forty ways to evil.example are tried.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from mingus.core.policy import Policy, policies
from mingus.core.settings import Settings
from tests.factories import Browser, Someone, browser, browser_of, make_someone

SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
NAMES = ("next", "return_to", "return", "back", "url", "to", "redirect", "redirect_uri", "continue", "target", "goto")
MARKER = "/goals?marker=zqx4711"
PAYLOADS = (
    *("https://evil.example", "//evil.example", "///evil.example", "////evil.example", "\\\\evil.example"),
    *("/\\evil.example", "/\\/evil.example", "\\/evil.example", "http:evil.example", "https:evil.example"),
    *("https:/evil.example", "https:///evil.example", "HTTPS://EVIL.EXAMPLE", "javascript:alert(1)//evil.example"),
    *("data:text/html,evil.example", "vbscript:evil.example", "//evil.example/%2e%2e", "/\t/evil.example"),
    *("/\n/evil.example", "/\r\nLocation: //evil.example", " //evil.example", "\t//evil.example", "\n//evil.example"),
    *("/%09/evil.example\x00", "/@evil.example\\", ".evil.example", "@evil.example", "/ /evil.example"),
    *(
        "//localhost@evil.example",
        "https://localhost@evil.example",
        "https://localhost.evil.example",
        "//evil.example:80",
    ),
    *(
        "\x00//evil.example",
        "/\x00/evil.example",
        "/\x7f/evil.example",
        "\u2028//evil.example",
        "/\u3000\\evil.example",
    ),
    *("/\ufeff//evil.example\\", "//[::ffff:1.2.3.4]/evil.example", "ftp://evil.example", "／／evil.example"),
    *("https://evil。example@evil.example", "//evil.example#@localhost"),
)


class Asked(NamedTuple):
    """An address that goes where it is told: whether by a signed-in person, and by which method."""

    method: str
    rule: str
    is_signed_in: bool


@pytest.fixture(scope="module")
def obedient(app: APIFlask, configuration: Settings) -> list[Asked]:
    """Every address in whose answer the way back turns up."""
    found, reader = [], make_someone(configuration)
    for one in policies(app):
        for is_signed_in in (False, True):
            asked = Asked(one.method, address(one), is_signed_in)
            if one.method not in {"GET", "POST"}:
                continue
            may_leave = is_signed_in and one.method == "POST"
            someone = make_someone(configuration) if may_leave else reader
            if "marker=zqx4711" in said(ask(app, someone, asked, MARKER)):
                found.append(asked)
    return found


def address(one: Policy) -> str:
    return re.sub(r"<int:[^>]+>", "1", re.sub(r"<(?:uuid:)?[^:>]+>", SOME_ID, one.rule))


def ask(app: APIFlask, someone: Someone, asked: Asked, target: str) -> TestResponse:
    """By somebody who types everything rightly that one can know without a page."""
    client: Browser = browser_of(app, someone.member) if asked.is_signed_in else browser(app)
    typed = dict.fromkeys(NAMES, target)
    if asked.method == "GET":
        return client.get(asked.rule, query_string=typed)
    typed |= {"email": someone.email, "password": someone.password, "theme": "dark", "terms_accepted": "on"}
    return client.post(asked.rule, data=typed, query_string={"next": target})


def said(answer: TestResponse) -> str:
    """Where it sends people, at once or by what stands in its page."""
    shown = (
        re.findall(r"""(?:href|action|value|content)=["']([^"']*)""", answer.text)
        if answer.mimetype == "text/html"
        else []
    )
    return " ".join([answer.headers.get("Location", ""), answer.headers.get("Refresh", ""), *shown])


def test_the_doors_that_go_where_they_are_told_are_found(obedient: list[Asked]) -> None:
    assert {("GET", "/login", True), ("POST", "/login", False), ("GET", "/login", False)} <= set(obedient)


def test_none_leads_to_another_site(app: APIFlask, configuration: Settings, obedient: list[Asked]) -> None:
    wrong = []
    for asked in obedient:
        someone = make_someone(configuration)
        for payload in PAYLOADS:
            answer = ask(app, someone, asked, payload)
            if "evil" in said(answer).lower() or not leads_home(answer) or answer.status_code >= 500:
                wrong.append((asked, payload, answer.status_code, answer.headers.get("Location")))
    assert wrong == []


def test_every_other_address_ignores_it(app: APIFlask, configuration: Settings, obedient: list[Asked]) -> None:
    """Also those that would do something with it only when it is the address of a stranger."""
    reader = make_someone(configuration)
    wrong = [
        asked
        for asked in strangers_ways(app)
        if asked not in obedient and not leads_home(ask(app, reader, asked, "https://evil.example"))
    ]
    assert wrong == []


def test_a_page_of_ours_is_where_one_returns(as_alice: Browser) -> None:
    assert as_alice.get("/login?next=/transactions?q%3Dbee").location == "/transactions?q=bee"


def strangers_ways(app: APIFlask) -> Iterator[Asked]:
    return (Asked("GET", address(one), is_signed_in=True) for one in policies(app) if one.method == "GET")


def leads_home(answer: TestResponse) -> bool:
    where = answer.headers.get("Location", "/")
    parts = urlsplit(where)
    return (parts.scheme, parts.netloc) == ("", "") and where.startswith("/") and not where.startswith(("//", "/\\"))
