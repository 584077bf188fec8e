"""The second step of signing in, as people meet it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from mingus.core import db
from mingus.core.clock import now
from mingus.core.settings import Settings
from mingus.identity import service
from mingus.identity.factor_models import PasskeyChallenge, PendingSignIn, RememberedBrowser
from tests.factories import Browser, Someone, browser, make_someone, program_of
from tests.identity.second_factors import App, add_app, add_passkey


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def authenticator(someone: Someone) -> App:
    return add_app(someone.member)


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    return browser(app)


def log_in(client: Browser, someone: Someone, after: str = "/goals") -> TestResponse:
    return client.post("/login", data={"email": someone.email, "password": someone.password, "next": after})


def is_in(client: Browser) -> bool:
    return client.get("/goals").status_code == 200


def test_after_the_password_comes_the_code_and_then_the_page_one_wanted(
    visitor: Browser, someone: Someone, authenticator: App
) -> None:
    first = log_in(visitor, someone)
    assert (first.status_code, first.location) == (303, "/login/second?next=/goals")
    assert not is_in(visitor)
    page = visitor.get(first.location).text
    assert "One more step" in page
    assert "Code" in page
    assert 'value="/goals"' in page
    answer = visitor.post("/login/second", data={"code": authenticator.code(), "credential": "", "next": "/goals"})
    assert (answer.status_code, answer.location) == (303, "/goals")
    assert is_in(visitor)
    assert visitor.get_cookie("pending") is None


def test_a_wrong_code_is_said_at_its_field(visitor: Browser, someone: Someone, authenticator: App) -> None:
    log_in(visitor, someone)
    answer = visitor.post("/login/second", data={"code": authenticator.wrong(), "credential": "", "next": "/goals"})
    assert answer.status_code == 422
    assert "This code is not right" in answer.text
    assert 'value="/goals"' in answer.text
    assert authenticator.wrong() not in answer.text


def test_too_many_say_when_to_try_again(visitor: Browser, someone: Someone, authenticator: App) -> None:
    log_in(visitor, someone)
    for _ in range(5):
        visitor.post("/login/second", data={"code": authenticator.wrong()})
    answer = visitor.post("/login/second", data={"code": authenticator.code()})
    assert answer.status_code == 429
    assert "tried too often" in answer.text
    assert int(answer.headers["Retry-After"]) > 60


@pytest.mark.parametrize("step", ["get", "post"])
def test_after_ten_minutes_one_begins_again(visitor: Browser, someone: Someone, authenticator: App, step: str) -> None:
    log_in(visitor, someone)
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(PendingSignIn).values(expires_at=now() - timedelta(seconds=1)))
    shown: dict[str, Any] = {"data": {"code": authenticator.code(), "next": "/goals"}} if step == "post" else {}
    answer = getattr(visitor, step)("/login/second?next=/goals", **shown)
    assert (answer.status_code, answer.location) == (303, "/login?next=/goals")
    assert "took too long" in visitor.get("/login").text
    assert not is_in(visitor)


def test_another_browser_cannot_take_the_second_step(
    app: APIFlask, visitor: Browser, someone: Someone, authenticator: App
) -> None:
    log_in(visitor, someone)
    assert browser(app).post("/login/second", data={"code": authenticator.code()}).location.startswith("/login")


def test_the_way_on_never_leaves_mingus(visitor: Browser, someone: Someone, authenticator: App) -> None:
    log_in(visitor, someone)
    answer = visitor.post("/login/second", data={"code": authenticator.code(), "next": "//evil.example"})
    assert answer.location == "/"


def remember(visitor: Browser, someone: Someone, authenticator: App) -> None:
    log_in(visitor, someone)
    visitor.post("/login/second", data={"code": authenticator.code(), "remember": "on"})
    assert is_in(visitor)
    visitor.post("/logout")


def test_a_remembered_browser_needs_the_password_only(visitor: Browser, someone: Someone, authenticator: App) -> None:
    remember(visitor, someone, authenticator)
    assert log_in(visitor, someone).location == "/goals"
    assert is_in(visitor)


def test_it_never_stands_for_a_confirmation(visitor: Browser, someone: Someone, authenticator: App) -> None:
    remember(visitor, someone, authenticator)
    log_in(visitor, someone)
    assert visitor.get("/settings/export").location == "/confirm?next=/settings/export"
    asked = visitor.get("/confirm?next=/settings/export").text
    assert 'name="code"' in asked
    assert 'name="password"' not in asked
    assert visitor.post("/confirm", data={"password": someone.password}).status_code == 422
    assert visitor.post("/confirm", data={"code": authenticator.recovery_codes[0]}).status_code == 303
    assert visitor.get("/settings/export").status_code == 200


def test_it_is_remembered_for_its_person_alone(
    app: APIFlask, visitor: Browser, someone: Someone, authenticator: App, configuration: Settings
) -> None:
    remember(visitor, someone, authenticator)
    other = make_someone(configuration, first_name="Bob")
    add_app(other.member)
    assert log_in(visitor, other).location.startswith("/login/second")
    visitor.post("/logout")
    assert log_in(visitor, someone).location == "/goals"


@pytest.mark.parametrize("change", ["password", "factor", "everywhere", "forgotten", "time"])
def test_what_ends_it(app: APIFlask, visitor: Browser, someone: Someone, authenticator: App, change: str) -> None:
    remember(visitor, someone, authenticator)
    member = someone.member
    if change == "factor":
        add_passkey(program_of(app, member))
    if change == "everywhere":
        program_of(app, member).post("/api/auth/logout-all", json={})
    if change == "forgotten":
        program_of(app, member).delete("/api/auth/factors/remembered", json={})
    with db.transaction(member.household_id) as session:
        if change == "password":
            known = service.find_by_id(member.person_id)
            assert known is not None
            service.set_password(session, member.household_id, member.person_id, known.password_hash)
        if change == "time":
            session.execute(update(RememberedBrowser).values(expires_at=now()))
    assert log_in(visitor, someone).location.startswith("/login/second")


def test_a_passkey_by_form_finishes_the_sign_in(app: APIFlask, visitor: Browser, someone: Someone) -> None:
    passkey = add_passkey(program_of(app, someone.member))
    page = visitor.get(log_in(visitor, someone).location).text
    assert "Or a recovery code" in page
    assert "Use a passkey" in page
    options = visitor.post("/api/auth/login/second/options", json={}).get_json()["options"]
    shown = {"code": "", "credential": json.dumps(passkey.answer(options))}
    assert visitor.post("/login/second", data=shown).status_code == 303
    assert is_in(visitor)


def test_a_passkey_alone_signs_in_by_form(app: APIFlask, visitor: Browser, someone: Someone) -> None:
    passkey = add_passkey(program_of(app, someone.member))
    visitor.get("/login")
    options = visitor.post("/api/auth/login/passkey/options", json={}).get_json()["options"]
    shown = {"credential": json.dumps(passkey.answer(options)), "next": "/goals"}
    assert visitor.post("/login/passkey", data=shown).location == "/goals"
    assert is_in(visitor)
    assert visitor.get("/settings/export").status_code == 200


def test_a_challenge_lives_five_minutes(app: APIFlask, visitor: Browser, someone: Someone) -> None:
    passkey = add_passkey(program_of(app, someone.member))
    options = visitor.post("/api/auth/login/passkey/options", json={}).get_json()["options"]
    with db.transaction(db.GLOBAL) as session:
        left = max(session.scalars(select(PasskeyChallenge.expires_at))) - now()
        assert timedelta(minutes=4) < left <= timedelta(minutes=5)
        session.execute(update(PasskeyChallenge).values(expires_at=now()))
    answer = visitor.post("/login/passkey", data={"credential": json.dumps(passkey.answer(options))})
    assert answer.location == "/login?next=/"
    assert "not known here" in visitor.get("/login").text
    assert not is_in(visitor)


@pytest.mark.parametrize("said", ["", "[", "[]", "{}", '{"id": "x", "response": {"clientDataJSON": "x"}}'])
def test_nonsense_for_a_passkey_leads_back_to_the_start(visitor: Browser, said: str) -> None:
    answer = visitor.post("/login/passkey", data={"credential": said})
    assert (answer.status_code, answer.location) == (303, "/login?next=/")
