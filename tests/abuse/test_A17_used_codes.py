"""A17: a code opens once: seen over a shoulder, or sent twenty times at once, it lets in one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core import db
from mingus.core.settings import Settings
from mingus.identity import factor_attempts
from mingus.identity.factor_models import RecoveryCode
from mingus.identity.models import RefreshToken
from tests.factories import Someone, browser, browser_of, make_someone
from tests.identity.second_factors import App, add_app

TIMES = 20


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def authenticator(someone: Someone) -> App:
    return add_app(someone.member)


@pytest.fixture
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that every try is looked at: what is proved here must not lean on the count of A16."""
    monkeypatch.setattr(factor_attempts, "TRIES", 10 * TIMES)


def pending(app: APIFlask, someone: Someone) -> str:
    said = {"email": someone.email, "password": someone.password}
    return str(browser(app).post("/api/auth/login", json=said).get_json()["pending_token"])


def second(app: APIFlask, token: str, code: str) -> int:
    status = 503  # so many at once find the database busy, and ask again: nothing was looked at
    while status == 503:
        said = {"pending_token": token, "code": code}
        status = browser(app).post("/api/auth/login/second", json=said).status_code
    return status


def at_once(app: APIFlask, tokens: list[str], code: str) -> list[int]:
    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(lambda token: second(app, token, code), tokens))


def families(someone: Someone) -> int:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        mine = select(func.count()).where(RefreshToken.person_id == someone.member.person_id)
        return session.scalar(mine) or 0


@pytest.mark.usefixtures("_no_limit")
def test_one_code_in_twenty_sign_ins_at_once_lets_in_one(app: APIFlask, someone: Someone, authenticator: App) -> None:
    tokens = [pending(app, someone) for _ in range(TIMES)]
    answers = at_once(app, tokens, authenticator.code())
    assert (answers.count(200), answers.count(422)) == (1, TIMES - 1)
    assert families(someone) == 1


@pytest.mark.usefixtures("_no_limit")
def test_one_recovery_code_in_twenty_sign_ins_at_once_lets_in_one(
    app: APIFlask, someone: Someone, authenticator: App
) -> None:
    tokens = [pending(app, someone) for _ in range(TIMES)]
    answers = at_once(app, tokens, authenticator.recovery_codes[0])
    assert (answers.count(200), answers.count(422)) == (1, TIMES - 1)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        mine = RecoveryCode.person_id == someone.member.person_id
        assert session.scalar(select(func.count()).where(mine, RecoveryCode.used_at.is_not(None))) == 1


@pytest.mark.usefixtures("_no_limit")
def test_one_pending_sign_in_with_ten_right_codes_at_once_lets_in_one(
    app: APIFlask, someone: Someone, authenticator: App
) -> None:
    token = pending(app, someone)
    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(lambda code: second(app, token, code), authenticator.recovery_codes))
    assert (answers.count(200), answers.count(401)) == (1, 9)
    assert families(someone) == 1


def test_a_code_used_to_sign_in_confirms_nothing(app: APIFlask, someone: Someone, authenticator: App) -> None:
    code = authenticator.code()
    assert second(app, pending(app, someone), code) == 200
    assert browser_of(app, someone.member).post("/confirm", data={"code": code}).status_code == 422


def test_a_code_older_than_the_last_one_used_is_refused(app: APIFlask, someone: Someone, authenticator: App) -> None:
    """Also one that nobody has used: steps only go forward."""
    assert second(app, pending(app, someone), authenticator.code(1)) == 200
    assert second(app, pending(app, someone), authenticator.code(0)) == 422
