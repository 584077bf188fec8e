"""A16: whoever knows the password and guesses codes gets five guesses in a quarter of an hour, however many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from mingus.core import db, limits
from mingus.core.clock import now
from mingus.core.events import AuditEntry
from mingus.core.settings import Settings
from tests.factories import Someone, browser, browser_of, make_someone, program_of
from tests.identity.second_factors import App, add_app, add_passkey

TRIES = 5


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def authenticator(someone: Someone) -> App:
    return add_app(someone.member)


def looked_at(household_id: UUID) -> int:
    with db.transaction(household_id, read_only=True) as session:
        return session.scalar(select(func.count()).where(AuditEntry.event == "SecondFactorFailed")) or 0


def pending(app: APIFlask, someone: Someone) -> str:
    said = {"email": someone.email, "password": someone.password}
    return str(browser(app).post("/api/auth/login", json=said).get_json()["pending_token"])


def second(app: APIFlask, token: str, code: str) -> int:
    """The answer to a code, from a network of its own."""
    status = 503  # so many at once find the database busy, and ask again: nothing was looked at
    while status == 503:
        said = {"pending_token": token, "code": code}
        status = browser(app).post("/api/auth/login/second", json=said).status_code
    return status


def test_of_a_hundred_wrong_codes_at_once_five_are_looked_at(
    app: APIFlask, someone: Someone, authenticator: App
) -> None:
    token, wrong = pending(app, someone), authenticator.wrong()
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: second(app, token, wrong), range(100)))
    assert (answers.count(422), answers.count(429)) == (TRIES, 100 - TRIES)
    assert looked_at(someone.member.household_id) == TRIES


def test_the_right_code_comes_too_late_and_a_new_sign_in_does_not_help(
    app: APIFlask, someone: Someone, authenticator: App
) -> None:
    token = pending(app, someone)
    assert [second(app, token, authenticator.wrong()) for _ in range(TRIES)] == [422] * TRIES
    assert second(app, token, authenticator.code()) == 429
    assert second(app, pending(app, someone), authenticator.code()) == 429


def test_the_step_is_locked_and_not_the_account(app: APIFlask, someone: Someone, authenticator: App) -> None:
    """The owner gets in by a recovery code or a passkey, and stays in where they are."""
    inside, passkey = browser_of(app, someone.member), add_passkey(program_of(app, someone.member))
    token = pending(app, someone)
    for _ in range(TRIES):
        second(app, token, authenticator.wrong())
    assert inside.get("/goals").status_code == 200
    assert second(app, pending(app, someone), authenticator.recovery_codes[0]) == 200
    owner, token = browser(app), pending(app, someone)
    options = owner.post("/api/auth/login/second/options", json={"pending_token": token}).get_json()["options"]
    said = {"pending_token": token, "credential": passkey.answer(options)}
    assert owner.post("/api/auth/login/second", json=said).status_code == 200


def test_recovery_codes_are_not_guessed_either(app: APIFlask, someone: Someone, authenticator: App) -> None:
    token = pending(app, someone)
    assert [second(app, token, "0000-0000-0000-0000") for _ in range(TRIES)] == [422] * TRIES
    assert second(app, token, authenticator.recovery_codes[0]) == 429


def test_confirmations_share_the_count(app: APIFlask, someone: Someone, authenticator: App) -> None:
    inside, token = browser_of(app, someone.member), pending(app, someone)
    for _ in range(TRIES):
        second(app, token, authenticator.wrong())
    assert inside.post("/confirm", data={"code": authenticator.code()}).status_code == 429


def test_after_a_quarter_of_an_hour_there_are_five_more(app: APIFlask, someone: Someone, authenticator: App) -> None:
    token = pending(app, someone)
    for _ in range(TRIES):
        second(app, token, authenticator.wrong())
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(limits.RateLimit).values(ends_at=now() - timedelta(seconds=1)))
    assert second(app, token, authenticator.code()) == 200
