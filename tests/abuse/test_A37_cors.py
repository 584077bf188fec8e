"""A37: only pages of the origins that were named may read the API, letter by letter, and never with cookies."""

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from mingus.app import assemble
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, Program, browser, browser_of, program_of

PARTNER = "https://mingus.com"
LOCAL = "http://localhost:5173"
STRANGERS = [
    *("https://evil.example", "null", "https://mingus.com.evil", "https://evilmingus.com", "https://a.mingus.com"),
    *("https://MINGUS.com", "https://mingus.com:443", "https://mingus.com:8443", "http://mingus.com", "mingus.com"),
    *(
        "https://mingus.com/",
        "https://mingus.com ,https://evil.example",
        "*",
        "",
        "http://localhost",
        "https://mingus.co",
    ),
    *("https://mingus.com%2eevil.example", "https://user@mingus.com", "file://", "HTTPS://mingus.com"),
]
PATHS = ["/api/user/profile", "/api/auth/check-auth", "/api/no-such-thing", "/api/openapi.json", "/api/health"]
ASKING = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization,content-type"}


@pytest.fixture(scope="module")
def shared(app: APIFlask, configuration: Settings) -> APIFlask:
    """The application of an installation that names two partners."""
    return assemble(configuration.model_copy(update={"cors_origins": f"{PARTNER},{LOCAL}"}))


def granted(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name.startswith("Access-Control-")}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", STRANGERS)
def test_no_stranger_may_read(shared: APIFlask, origin: str, path: str) -> None:
    visitor = browser(shared)
    for answer in (
        visitor.get(path, headers={"Origin": origin}),
        visitor.options(path, headers={"Origin": origin, **ASKING}),
    ):
        assert granted(answer) == {}
        assert "Origin" in answer.headers["Vary"]


@pytest.mark.parametrize("origin", [PARTNER, LOCAL])
@pytest.mark.parametrize("path", PATHS)
def test_a_partner_may_read_and_never_with_cookies(shared: APIFlask, origin: str, path: str) -> None:
    answer = browser(shared).get(path, headers={"Origin": origin})
    assert granted(answer)["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


def test_a_partner_is_told_what_it_may_send(shared: APIFlask) -> None:
    answer = browser(shared).options("/api/user/profile", headers={"Origin": PARTNER, **ASKING})
    assert answer.status_code == 200
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_partner_s_page_changes_with_a_token(shared: APIFlask, alice_s_program: Program) -> None:
    sent = {"Origin": PARTNER, "Sec-Fetch-Site": "cross-site"}
    answer = alice_s_program.patch("/api/user/profile", json={"first_name": "Alicia"}, headers=sent)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, PARTNER)
    evil = {**sent, "Origin": "https://evil.example"}
    assert alice_s_program.patch("/api/user/profile", json={"first_name": "Eve"}, headers=evil).status_code == 403


def test_a_partner_s_page_changes_nothing_with_a_cookie(shared: APIFlask, alice_s_browser: Browser) -> None:
    """Browsers send none of ours to it; a browser that would is asked for the token no other site knows."""
    answer = alice_s_browser.patch(
        "/api/user/profile", json={"first_name": "Eve"}, headers={"Origin": PARTNER}, csrf=False
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/", "/login", "/assets/nothing.js", "/health", "/robots.txt", "/apiary"])
def test_pages_are_for_nobody_else(shared: APIFlask, path: str) -> None:
    visitor = browser(shared)
    assert granted(visitor.get(path, headers={"Origin": PARTNER})) == {}
    assert granted(visitor.options(path, headers={"Origin": PARTNER, **ASKING})) == {}
    form = visitor.post("/login", data={"email": "x"}, headers={"Origin": PARTNER})
    assert form.status_code == 403


def test_without_a_list_nobody_may(app: APIFlask) -> None:
    for origin in (PARTNER, "http://localhost", "null"):
        assert granted(browser(app).get("/api/auth/check-auth", headers={"Origin": origin})) == {}


@pytest.fixture
def alice_s_program(shared: APIFlask, alice: Member) -> Program:
    return program_of(shared, alice)


@pytest.fixture
def alice_s_browser(shared: APIFlask, alice: Member) -> Browser:
    return browser_of(shared, alice)
