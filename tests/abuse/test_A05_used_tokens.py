"""A05: a refresh token shown twice ends its whole family, and a new password or a sign-out ends access at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.core import db
from mingus.core.settings import Settings
from mingus.identity import service
from tests.factories import Someone, browser, browser_of, make_someone


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


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


def test_a_refresh_token_used_twice_ends_the_whole_sign_in(app: APIFlask, someone: Someone) -> None:
    first = log_in(app, someone)
    _, second = renew(app, first)
    assert renew(app, first)[0] == 401
    assert renew(app, second)[0] == 401
    assert not opens(app, first)
    assert not opens(app, second)


def test_reuse_ends_no_other_sign_in(app: APIFlask, someone: Someone) -> None:
    phone, tablet = log_in(app, someone), log_in(app, someone)
    renew(app, phone)
    renew(app, phone)
    assert opens(app, tablet)
    assert renew(app, tablet)[0] == 200


def test_of_many_who_use_a_token_at_once_at_most_one_gets_in(app: APIFlask, someone: Someone) -> None:
    tokens = log_in(app, someone)
    with ThreadPoolExecutor(4) as crowd:
        answers = [status for status, _ in crowd.map(lambda _: renew(app, tokens), range(4))]
    assert sorted(answers) == [200, 401, 401, 401]
    assert not opens(app, tokens)


def test_signing_out_ends_access_and_renewal_at_once(app: APIFlask, someone: Someone) -> None:
    tokens = log_in(app, someone)
    assert app.test_client().post("/api/auth/logout", headers=bearer(tokens["access_token"])).status_code == 204
    assert not opens(app, tokens)
    assert renew(app, tokens)[0] == 401


def test_signing_out_everywhere_ends_every_token_and_session(app: APIFlask, someone: Someone) -> None:
    here, there, page = log_in(app, someone), log_in(app, someone), browser_of(app, someone.member)
    assert app.test_client().post("/api/auth/logout-all", headers=bearer(here["access_token"])).status_code == 204
    assert not opens(app, here)
    assert not opens(app, there)
    assert renew(app, there)[0] == 401
    assert page.get("/api/auth/check-auth").status_code == 401


def test_a_new_password_ends_every_token_and_session(app: APIFlask, someone: Someone) -> None:
    tokens, page, who = log_in(app, someone), browser_of(app, someone.member), someone.member
    with db.transaction(who.household_id) as session:
        service.set_password(session, who.household_id, who.person_id, "$argon2id$new")
    assert not opens(app, tokens)
    assert renew(app, tokens)[0] == 401
    assert page.get("/api/auth/check-auth").status_code == 401
