"""Joining, signing in and signing out, as people meet it."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, Someone, browser, browser_of, make_someone

PASSWORD = "four unrelated blue words"


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    """A browser in which nobody is signed in."""
    return browser(app)


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def fresh_address() -> str:
    return f"new.{new_id().hex}@example.com"


def joining(**other: str) -> dict[str, str]:
    form = {"email": fresh_address(), "password": PASSWORD, "first_name": "Alice", "last_name": "Walker"}
    return {**form, "terms_accepted": "on", **other}


def sign_in(client: FlaskClient, someone: Someone, **other: str) -> TestResponse:
    return client.post("/login", data={"email": someone.email, "password": someone.password, **other})


def session_of(client: FlaskClient) -> str | None:
    cookie = client.get_cookie("session")
    return cookie.value if cookie else None


def test_a_person_joins_and_signs_in_straight_away(visitor: Browser) -> None:
    form = joining()
    joined = visitor.post("/register", data=form)
    assert (joined.status_code, joined.location) == (303, "/login?next=/onboarding&joined=1")
    greeting = visitor.get(joined.location).text
    assert "You can sign in now." in greeting
    assert "Now sign in</h1>" in greeting
    mistyped = visitor.post("/login", data={"email": form["email"], "password": "not these words", "joined": "1"})
    assert "Now sign in</h1>" in mistyped.text
    assert "Welcome back</h1>" in visitor.get("/login").text
    assert session_of(visitor) is None
    entered = visitor.post("/login", data={"email": form["email"].upper(), "password": PASSWORD})
    assert (entered.status_code, entered.location) == (303, "/")
    assert "Alice" in visitor.get("/settings").text


def test_who_joins_on_the_way_somewhere_gets_there(visitor: Browser) -> None:
    place = "/library/a-safe-month?from=search&q=card+debt"
    entering = visitor.get(f"/login?next={quote(place)}").text
    assert f'href="/register?next={quote(place)}"' in entering
    asked = unescape(visitor.get(f"/register?next={quote(place)}").text)
    assert f'name="next" value="{place}"' in asked
    assert f'href="/login?next={quote(place)}"' in asked
    form = joining(next=place)
    assert f'value="{place}"' in unescape(visitor.post("/register", data={**form, "first_name": ""}).text)
    joined = visitor.post("/register", data=form)
    assert (joined.status_code, parse_qs(urlsplit(joined.location).query)) == (303, {"next": [place], "joined": ["1"]})
    entered = visitor.post("/login", data={"email": form["email"], "password": PASSWORD, "next": place})
    assert entered.location == place
    assert visitor.get(f"/register?next={quote(place)}").location == place


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/\t/", "/"]
)
def test_joining_leads_to_no_other_site(visitor: Browser, place: str) -> None:
    assert "elsewhere" not in visitor.get("/register", query_string={"next": place}).text
    assert visitor.post("/register", data=joining(next=place)).location == "/login?next=/onboarding&joined=1"


def test_joining_with_a_known_address_looks_the_same_and_changes_nothing(app: APIFlask, someone: Someone) -> None:
    def join(email: str) -> tuple[int, bytes, list[tuple[str, str]], str]:
        fresh = browser(app)
        answer = fresh.post("/register", data=joining(email=email, password="another set of five words"))
        return answer.status_code, answer.data, without_chance(answer), without_tokens(fresh.get(answer.location).text)

    assert join(fresh_address()) == join(someone.email)
    fresh = browser(app)
    assert (
        fresh.post("/login", data={"email": someone.email, "password": "another set of five words"}).status_code == 401
    )
    assert sign_in(fresh, someone).status_code == 303


def without_chance(answer: TestResponse) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer.headers if name not in {"X-Request-Id", "Set-Cookie"})


def without_tokens(page: str) -> str:
    return re.sub(r"[A-Za-z0-9_-]{86,}=*", "TOKEN", unescape(page))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"email": "alice"}, "does not look like an e-mail address"),
        ({"password": "short"}, "at least 15 characters"),
        ({"password": "AliceWalker2026"}, "made of your name"),
        ({"first_name": ""}, "Please fill this in."),
        ({"first_name": "x" * 81}, "Use at most 80 characters."),
        ({"last_name": "a\x00b"}, "control characters"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(
    visitor: Browser, other: dict[str, str], said: str
) -> None:
    answer = visitor.post("/register", data=joining(**other))
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert 'value="Walker"' in answer.text or "last_name" in other
    assert PASSWORD not in answer.text


def test_nobody_joins_without_accepting_the_terms(visitor: Browser) -> None:
    form = joining()
    del form["terms_accepted"]
    answer = visitor.post("/register", data=form)
    assert answer.status_code == 422
    assert "Must be accepted" in answer.text


@pytest.mark.parametrize("email", ["nobody@example.com", "known"])
def test_a_wrong_sign_in_says_the_same_for_everyone(visitor: Browser, someone: Someone, email: str) -> None:
    address = someone.email if email == "known" else fresh_address()
    answer = visitor.post("/login", data={"email": address, "password": "quite the wrong words"})
    assert answer.status_code == 401
    assert "The e-mail address or the password is not right." in answer.text
    assert f'value="{address}"' in answer.text
    assert session_of(visitor) is None


def test_signing_in_always_makes_a_new_session(visitor: Browser, someone: Someone) -> None:
    visitor.set_cookie("session", "planted-by-somebody-else")
    assert sign_in(visitor, someone).status_code == 303
    first = session_of(visitor)
    assert first not in {None, "planted-by-somebody-else"}
    assert sign_in(visitor, someone).status_code == 303
    assert session_of(visitor) not in {None, first}


def test_a_planted_session_never_becomes_good(app: APIFlask, visitor: Browser, someone: Someone) -> None:
    visitor.set_cookie("session", "planted-by-somebody-else")
    sign_in(visitor, someone)
    thief = browser(app)
    thief.set_cookie("session", "planted-by-somebody-else")
    assert thief.get("/settings").status_code == 303


def test_the_session_before_ends_when_someone_signs_in_again(app: APIFlask, visitor: Browser, someone: Someone) -> None:
    sign_in(visitor, someone)
    old = browser(app)
    old.set_cookie("session", str(session_of(visitor)))
    assert old.get("/settings").status_code == 200
    sign_in(visitor, someone)
    assert old.get("/settings").status_code == 303


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(visitor: Browser, someone: Someone) -> None:
    cookies = [
        value for value in sign_in(visitor, someone).headers.getlist("Set-Cookie") if value.startswith("session=")
    ]
    assert len(cookies) == 1
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookies[0].split("; "))
    assert "Domain" not in cookies[0]


def test_signing_out_ends_the_session_on_the_server(app: APIFlask, as_alice: Browser) -> None:
    stolen = browser(app)
    stolen.set_cookie("session", str(session_of(as_alice)))
    answer = as_alice.post("/logout")
    assert (answer.status_code, answer.location) == (303, "/login")
    assert session_of(as_alice) is None
    assert stolen.get("/settings").status_code == 303


def test_signing_out_everywhere_ends_every_session(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    other = browser_of(app, alice)
    as_alice.post("/settings/sign-out-everywhere")
    assert other.get("/settings").status_code == 303


def test_who_is_not_signed_in_comes_back_to_the_page_they_wanted(visitor: Browser, someone: Someone) -> None:
    sent_away = visitor.get("/settings?from=mail")
    assert (sent_away.status_code, sent_away.location) == (303, "/login?next=/settings?from%3Dmail")
    form = visitor.get(sent_away.location).text
    assert 'name="next" value="/settings?from=mail"' in form
    assert sign_in(visitor, someone, next="/settings?from=mail").location == "/settings?from=mail"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example", "https://evil.example", "https:evil.example", "/\\evil.example", "\\\\evil.example",
        "///evil.example", "/\t/evil.example", "/\n/evil.example", "http:///evil.example", "javascript:alert(1)",
        "evil.example", "", " /settings", "/%0d%0aLocation:%20https://evil.example\r\n", "/ok\\@evil.example",
        "data:text/html,x", "?next=//evil.example",
    ],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(visitor: Browser, someone: Someone, elsewhere: str) -> None:
    assert sign_in(visitor, someone, next=elsewhere).location == "/"


def test_five_wrong_tries_lock_this_account_for_this_network_alone(app: APIFlask, someone: Someone) -> None:
    def attempt(password: str, address: str) -> int:
        fresh = browser(app)
        data = {"email": someone.email, "password": password}
        return fresh.post("/login", data=data, environ_base={"REMOTE_ADDR": address}).status_code

    here = f"2001:db8:{new_id().hex[-4:]}:1::1"
    assert [attempt("wrong words in here", here) for _ in range(5)] == [401] * 5
    assert attempt(someone.password, here) == 429
    assert attempt(someone.password, here.replace(":1::1", ":1::2")) == 429
    assert attempt(someone.password, "198.51.100.77") == 303


def test_the_lock_says_when_it_opens(visitor: Browser, someone: Someone) -> None:
    for _ in range(5):
        visitor.post("/login", data={"email": someone.email, "password": "wrong words in here"})
    answer = sign_in(visitor, someone)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 901
    assert "Please wait" in answer.text


def test_the_right_password_forgets_the_wrong_tries(visitor: Browser, someone: Someone) -> None:
    for _ in range(4):
        visitor.post("/login", data={"email": someone.email, "password": "wrong words in here"})
    assert sign_in(visitor, someone).status_code == 303
    for _ in range(4):
        visitor.post("/login", data={"email": someone.email, "password": "wrong words in here"})
    assert sign_in(visitor, someone).status_code == 303


def test_a_form_that_does_not_fit_counts_as_no_try(visitor: Browser, someone: Someone) -> None:
    for _ in range(7):
        assert visitor.post("/login", data={"email": someone.email, "password": ""}).status_code == 422
    assert sign_in(visitor, someone).status_code == 303


@pytest.mark.parametrize("path", ["/register", "/login", "/logout", "/settings", "/settings/theme"])
def test_a_form_needs_its_token(app: APIFlask, as_alice: Browser, as_bob: Browser, path: str) -> None:
    bobs = as_bob.get("/api/csrf/token").get_json()["csrf_token"]
    assert as_alice.post(path, data={}, csrf=False).status_code == 400
    assert as_alice.post(path, data={"csrf_token": bobs}, csrf=False).status_code == 403
    assert as_alice.post(path, data={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert as_alice.post(path, data={}, headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert as_alice.post(path, data={}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert as_alice.get("/settings").status_code == 200  # and she is still signed in


def test_a_browser_is_known_after_the_right_password_alone(app: APIFlask, configuration: Settings) -> None:
    someone = make_someone(configuration)
    client = browser(app)
    client.post("/login", data={"email": someone.email, "password": "quite the wrong words"})
    assert client.get_cookie("known") is None
    client.post("/login", data={"email": someone.email, "password": someone.password})
    kept = client.get_cookie("known")
    assert kept is not None
    assert kept.http_only
    assert kept.same_site == "Strict"
    assert kept.max_age == 180 * 24 * 3600


def test_the_hint_is_a_part_of_the_page_without_what_was_typed(visitor: Browser) -> None:
    answer = visitor.post("/register/hint", data={"password": "password1", "email": "a@example.com"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Guessed at once" in page
    assert "password1" not in page
