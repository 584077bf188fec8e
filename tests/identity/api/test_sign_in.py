"""Identity for programs: tokens, their renewal and their end, the profile."""

from typing import Any

import pytest
from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, Program, Someone, browser, make_someone, program_of

PASSWORD = "four unrelated blue words"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def joining(**other: Any) -> dict[str, Any]:
    said = {"email": f"new.{new_id().hex}@example.com", "password": PASSWORD, "first_name": "Ada", "last_name": "Bell"}
    return {**said, "terms_accepted": True, **other}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def log_in(app: APIFlask, someone: Someone) -> dict[str, Any]:
    answer = browser(app).post("/api/auth/login", json={"email": someone.email, "password": someone.password})
    assert answer.status_code == 200
    tokens: dict[str, Any] = answer.get_json()
    return tokens


def opens(app: APIFlask, tokens: dict[str, Any]) -> bool:
    answer = app.test_client().get("/api/user/profile", headers=bearer(tokens["access_token"]))
    assert answer.status_code in {200, 401}
    return answer.status_code == 200


def renew(app: APIFlask, tokens: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = browser(app).post("/api/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    return answer.status_code, answer.get_json()


def test_a_program_registers_signs_in_and_reads_the_profile(app: APIFlask) -> None:
    said = joining()
    joined = browser(app).post("/api/auth/register", json=said)
    assert (joined.status_code, joined.get_json()["status"]) == (201, "registered")
    tokens = log_in(app, Someone(said["email"], PASSWORD, Member(new_id(), new_id())))
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 600)
    profile = app.test_client().get("/api/user/profile", headers=bearer(tokens["access_token"])).get_json()
    known = {
        "id": tokens["user_id"],
        "email": said["email"],
        "first_name": "Ada",
        "last_name": "Bell",
        "profile_completion_percentage": 7,
    }
    assert {name: profile[name] for name in known} == known


def test_registering_answers_the_same_for_a_known_address(app: APIFlask, someone: Someone) -> None:
    fresh = browser(app).post("/api/auth/register", json=joining())
    known = browser(app).post("/api/auth/register", json=joining(email=someone.email))
    assert (fresh.status_code, fresh.data) == (known.status_code, known.data)
    assert set(fresh.headers.keys()) == set(known.headers.keys())


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"email": "x"}, "email"),
        ({"email": None}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 2000}, "password"),
        ({"first_name": " "}, "first_name"),
        ({"terms_accepted": False}, "terms_accepted"),
        ({"terms_accepted": "yes"}, "terms_accepted"),
        ({"time_zone": "Mars"}, "time_zone"),
        ({"currency": "$"}, "currency"),
        ({"role": "owner"}, "role"),
        ({"household_id": "x"}, "household_id"),
    ],
)
def test_what_does_not_fit_names_its_field(app: APIFlask, other: dict[str, Any], field: str) -> None:
    answer = browser(app).post("/api/auth/register", json=joining(**other))
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert list(answer.get_json()["fields"]) == [field]


def test_a_wrong_sign_in_answers_the_same_for_everyone(app: APIFlask, someone: Someone) -> None:
    def attempt(email: str) -> dict[str, Any]:
        answer = browser(app).post("/api/auth/login", json={"email": email, "password": "quite the wrong words"})
        assert answer.status_code == 401
        body: dict[str, Any] = answer.get_json()
        return {name: value for name, value in body.items() if name != "request_id"}

    assert attempt(someone.email) == attempt("nobody.at.all@example.com")


def test_a_program_gets_no_cookie(app: APIFlask, someone: Someone) -> None:
    answer = app.test_client().post("/api/auth/login", json={"email": someone.email, "password": someone.password})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_refresh_token_buys_the_next_pair(app: APIFlask, someone: Someone) -> None:
    first = log_in(app, someone)
    status, second = renew(app, first)
    assert status == 200
    assert second["refresh_token"] != first["refresh_token"]
    assert opens(app, second)
    assert renew(app, second)[0] == 200


@pytest.mark.parametrize("token", ["", "x", "mg_refresh_short", "mg_refresh_" + "a" * 43, "mg_refresh_" + "é" * 43])
def test_a_refresh_token_we_never_made_buys_nothing(app: APIFlask, token: str) -> None:
    assert renew(app, {"refresh_token": token})[0] in {401, 422}


def test_a_session_signs_out_through_the_api(as_alice: Browser) -> None:
    assert as_alice.post("/api/auth/logout").status_code == 204
    assert as_alice.get("/api/auth/check-auth").status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/auth/check-auth"),
        ("post", "/api/auth/logout"),
        ("post", "/api/auth/logout-all"),
        ("get", "/api/user/profile"),
        ("patch", "/api/user/profile"),
    ],
)
def test_strangers_get_401_before_anything_else_is_said(app: APIFlask, method: str, path: str) -> None:
    answer = browser(app).open(path, method=method.upper(), json={"unknown": 1} if method == "patch" else None)
    assert answer.status_code == 401
    assert answer.get_json()["code"] == "unauthorized"


def test_an_expired_token_is_not_saved_by_a_good_cookie(as_alice: Browser) -> None:
    assert as_alice.get("/api/auth/check-auth", headers=bearer("a.b.c")).status_code == 401


def test_a_token_opens_the_api_and_no_page(api_alice: Program) -> None:
    assert api_alice.get("/api/user/profile").status_code == 200
    assert api_alice.get("/settings").status_code == 303


def test_a_token_survives_until_the_session_changes(as_alice: Browser) -> None:
    stale = as_alice.get("/api/csrf/token").get_json()["csrf_token"]
    as_alice.post("/logout")
    answer = as_alice.post("/login", data={"csrf_token": stale}, csrf=False)
    assert answer.status_code == 403


def test_visitors_get_a_csrf_token_that_differs_each_time(app: APIFlask) -> None:
    visitor = browser(app)
    first, second = (visitor.get("/api/csrf/token").get_json()["csrf_token"] for _ in range(2))
    assert first != second


def test_signing_in_is_locked_after_five_wrong_tries(app: APIFlask, someone: Someone) -> None:
    client = browser(app)
    for _ in range(5):
        client.post("/api/auth/login", json={"email": someone.email, "password": "wrong words in here"})
    answer = client.post("/api/auth/login", json={"email": someone.email, "password": someone.password})
    assert answer.status_code == 429
    assert answer.get_json()["code"] == "too_many_requests"
    assert int(answer.headers["Retry-After"]) > 0


def test_the_specification_lists_these_doors(app: APIFlask) -> None:
    paths = app.test_client().get("/api/openapi.json").get_json()["paths"]
    assert {"/api/auth/register", "/api/auth/login", "/api/auth/refresh", "/api/user/profile"} <= set(paths)


def test_a_program_made_by_the_fixtures_renews(app: APIFlask, alice: Member) -> None:
    program = program_of(app, alice)
    assert renew(app, {"refresh_token": program.refresh_token})[0] == 200
