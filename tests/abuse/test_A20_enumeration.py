"""A20: nobody learns who is a member: not by joining, signing in or resetting, by no byte, statement or hash.

No clock is asked: that the same work is done, in the same order, holds on a busy machine too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import event
from werkzeug.test import TestResponse

from mingus.core import db
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity import passwords
from tests.factories import browser, make_someone
from tests.mailbox import work

MANY = 200
OWN = 8  # addresses that one kind of asking has to itself: whoever joins with one may sign in with it afterwards
OTHER = "another set of five words"
CHANCE = {"X-Request-Id", "Set-Cookie"}

Ask = Callable[[APIFlask, str], TestResponse]


def sign_in(app: APIFlask, email: str) -> TestResponse:
    return browser(app).post("/login", data={"email": email, "password": OTHER})


def join(app: APIFlask, email: str) -> TestResponse:
    form = {"email": email, "password": OTHER, "first_name": "Ada", "last_name": "Bell", "terms_accepted": "on"}
    return browser(app).post("/register", data=form)


def forget(app: APIFlask, email: str) -> TestResponse:
    return browser(app).post("/forgot-password", data={"email": email})


def forget_by_api(app: APIFlask, email: str) -> TestResponse:
    return browser(app).post("/api/auth/forgot-password", json={"email": email})


@pytest.fixture(scope="module")
def addresses(app: APIFlask, configuration: Settings) -> tuple[list[str], list[str]]:
    """As many known addresses as unknown ones, of the same length."""
    known = [make_someone(configuration, first_name="Known").email for _ in range(MANY)]
    unknown = [re.sub(r"[0-9a-f]{8}@", lambda _: f"{new_id().hex[-8:]}@", email) for email in known]
    return known, unknown


@pytest.mark.parametrize("ask", [forget, forget_by_api])
def test_two_hundred_known_and_unknown_addresses_get_the_same_bytes(
    app: APIFlask, addresses: tuple[list[str], list[str]], ask: Ask
) -> None:
    answers = {said_of(ask(app, email), email) for group in addresses for email in group}
    assert len(answers) == 1
    work()


@pytest.mark.parametrize("ask", [sign_in, join])
def test_signing_in_and_joining_say_the_same_too(
    app: APIFlask, addresses: tuple[list[str], list[str]], ask: Ask
) -> None:
    answers = {said_of(ask(app, email), email) for group in addresses for email in own_of(group, ask)[:5]}
    assert len(answers) == 1
    work()


@pytest.mark.parametrize("ask", [sign_in, join, forget, forget_by_api])
def test_the_same_statements_and_hashes_are_made(
    app: APIFlask, addresses: tuple[list[str], list[str]], monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    known, unknown = (own_of(group, ask) for group in addresses)
    with work_done(monkeypatch) as for_known:
        ask(app, known[-1])
    with work_done(monkeypatch) as for_unknown:
        ask(app, unknown[-2])
    assert for_known == for_unknown
    assert for_known
    work()


def own_of(group: list[str], ask: Ask) -> list[str]:
    """The addresses of a group that only `ask` asks about."""
    every: list[Ask] = [sign_in, join, forget, forget_by_api]
    at = OWN * every.index(ask)
    return group[at : at + OWN]


def said_of(answer: TestResponse, email: str) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    """All that can be seen, without what chance decides, and without what was typed."""
    body = re.sub(rb"[A-Za-z0-9_-]{86,}=*", b"TOKEN", answer.data).replace(email.encode(), b"ADDRESS")
    headers = tuple(sorted((name, value) for name, value in answer.headers if name not in CHANCE))
    return answer.status_code, body, headers


@contextmanager
def work_done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement and every hash of the block, in order."""
    done: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        done.append(re.sub(r"^(RELEASE|ROLLBACK TO) ", "END ", statement.split("'", maxsplit=1)[0]))

    def counted(name: str) -> Callable[..., Any]:
        work = getattr(passwords._HASHER, name)

        def run(*given: Any) -> Any:
            done.append(f"Argon2: {name}")
            return work(*given)

        return run

    class Hasher:
        hash = staticmethod(counted("hash"))
        verify = staticmethod(counted("verify"))
        check_needs_rehash = staticmethod(passwords._HASHER.check_needs_rehash)

    event.listen(db.engine(), "before_cursor_execute", note)
    with monkeypatch.context() as patched:
        patched.setattr(passwords, "_HASHER", Hasher)
        try:
            yield done
        finally:
            event.remove(db.engine(), "before_cursor_execute", note)
    assert Counter(done)
