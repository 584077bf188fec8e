"""A06: an id that somebody planted, or saw before, opens nothing after sign-in, second factor or confirmation."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.core.test_step_up import let_time_pass
from tests.factories import Browser, Someone, browser, make_someone
from tests.identity.second_factors import add_app

PLANTED = "p" * 43


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def victim(app: APIFlask) -> Browser:
    """A browser in which somebody else put ids of their choice."""
    found = browser(app)
    for name in ("session", "pending", "visitor"):
        found.set_cookie(name, PLANTED)
    return found


def session_of(client: Browser) -> str:
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def gets_in(app: APIFlask, session: str) -> bool:
    """Whether another browser that knows this id is signed in."""
    attacker = browser(app)
    attacker.set_cookie("session", session)
    return attacker.get("/goals").status_code == 200


def log_in(client: Browser, someone: Someone) -> None:
    said = {"email": someone.email, "password": someone.password}
    assert client.post("/login", data=said).status_code == 303


def test_a_planted_id_gives_no_access(app: APIFlask, victim: Browser, someone: Someone) -> None:
    log_in(victim, someone)
    assert session_of(victim) != PLANTED
    assert victim.get("/goals").status_code == 200
    assert not gets_in(app, PLANTED)


def test_signing_in_again_ends_the_session_before(app: APIFlask, victim: Browser, someone: Someone) -> None:
    log_in(victim, someone)
    before = session_of(victim)
    log_in(victim, someone)
    assert session_of(victim) != before
    assert not gets_in(app, before)


def test_the_first_step_gives_no_session_and_the_second_a_new_one(
    app: APIFlask, victim: Browser, someone: Someone
) -> None:
    authenticator = add_app(someone.member)
    log_in(victim, someone)
    pending = victim.get_cookie("pending")
    assert pending is not None
    assert pending.value != PLANTED
    assert session_of(victim) == PLANTED
    assert not gets_in(app, pending.value)
    assert victim.post("/login/second", data={"code": authenticator.code()}).status_code == 303
    assert session_of(victim) not in {PLANTED, pending.value}
    assert victim.get("/goals").status_code == 200
    assert not gets_in(app, PLANTED)
    assert not gets_in(app, pending.value)


def test_a_planted_pending_sign_in_takes_no_second_factor(app: APIFlask, victim: Browser, someone: Someone) -> None:
    authenticator = add_app(someone.member)
    answer = victim.post("/login/second", data={"code": authenticator.code()})
    assert (answer.status_code, answer.location) == (303, "/login?next=/")
    assert not gets_in(app, PLANTED)


def test_a_confirmation_gives_a_new_id_and_the_one_before_ends(
    app: APIFlask, victim: Browser, someone: Someone
) -> None:
    log_in(victim, someone)
    before = session_of(victim)
    let_time_pass(someone.member, timedelta(minutes=6))
    assert victim.post("/confirm", data={"password": someone.password}).status_code == 303
    assert session_of(victim) != before
    assert victim.get("/settings/export").status_code == 200
    assert not gets_in(app, before)
