"""Who is asking: how long a sign-in lasts, what ends it, and what finding out costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, event, select, update

from mingus.core import crypto, db
from mingus.core.clock import now
from mingus.core.crypto import WrappedKey
from mingus.core.tenancy import Member
from mingus.identity.models import Membership, Person, SignInSession
from tests.factories import Browser, Program, browser


def is_in(client: Browser | Program) -> bool:
    return client.get("/api/auth/check-auth").status_code == 200


def age(member: Member, **values: Any) -> None:
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(SignInSession).where(SignInSession.person_id == member.person_id).values(**values))


def seen_at(member: Member) -> datetime:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalars(select(SignInSession.seen_at).where(SignInSession.person_id == member.person_id)).one()


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement this process sends to the database inside the block."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)


def test_a_signed_in_page_asks_once_who_is_there(as_alice: Browser) -> None:
    with statements() as sent:
        assert is_in(as_alice)
    assert len(sent) == 1
    with statements() as sent:
        assert as_alice.get("/settings").status_code == 200
    identity = [statement for statement in sent if "sessions" in statement]
    assert len(identity) == 1


def test_a_token_asks_once_who_is_there(api_alice: Program) -> None:
    with statements() as sent:
        assert is_in(api_alice)
    assert len(sent) == 1


@pytest.mark.parametrize("path", ["/login", "/register"])
def test_a_visitor_costs_the_database_nothing(app: APIFlask, path: str) -> None:
    with statements() as sent:
        assert browser(app).get(path).status_code == 200
    assert sent == []


def test_a_session_ends_after_half_an_hour_without_use(alice: Member, as_alice: Browser) -> None:
    age(alice, seen_at=now() - timedelta(minutes=29))
    assert is_in(as_alice)
    age(alice, seen_at=now() - timedelta(minutes=30))
    assert not is_in(as_alice)


def test_a_session_ends_after_twelve_hours_of_use(alice: Member, as_alice: Browser) -> None:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        begun, ends = session.execute(
            select(SignInSession.created_at, SignInSession.expires_at).where(SignInSession.person_id == alice.person_id)
        ).one()
    assert ends - begun == timedelta(hours=12)
    age(alice, expires_at=now())
    assert not is_in(as_alice)


def test_use_is_written_down_once_a_minute(alice: Member, as_alice: Browser) -> None:
    fresh = seen_at(alice)
    assert is_in(as_alice)
    assert seen_at(alice) == fresh
    age(alice, seen_at=now() - timedelta(minutes=2))
    assert is_in(as_alice)
    assert seen_at(alice) >= fresh


def test_a_raised_session_version_ends_sessions_and_tokens(
    alice: Member, as_alice: Browser, api_alice: Program
) -> None:
    with db.transaction(db.GLOBAL) as session:
        raised = update(Person).where(Person.id == alice.person_id).values(session_version=2)
        session.execute(raised)
    assert not is_in(as_alice)
    assert not is_in(api_alice)


def test_who_is_no_longer_a_member_is_out_at_once(alice: Member, as_alice: Browser, api_alice: Program) -> None:
    with db.transaction(db.GLOBAL) as session:
        session.execute(delete(Membership).where(Membership.person_id == alice.person_id))
    assert not is_in(as_alice)
    assert not is_in(api_alice)


def test_the_database_never_holds_a_cookie(alice: Member, as_alice: Browser) -> None:
    cookie = as_alice.get_cookie("session")
    assert cookie is not None
    with db.transaction(db.GLOBAL, read_only=True) as session:
        stored = session.scalars(select(SignInSession.id_hash).where(SignInSession.person_id == alice.person_id)).one()
    assert len(stored) == 32
    assert cookie.value.encode() not in stored
    hexed = browser(as_alice.application)  # type: ignore[arg-type]  # the same application
    hexed.set_cookie("session", stored.hex())
    assert not is_in(hexed)


@pytest.mark.parametrize("cookie", ["x", "a" * 43, "a" * 5000, "../../etc/passwd", "%00", "' OR 1=1 --"])
def test_a_session_we_never_made_opens_nothing(app: APIFlask, cookie: str) -> None:
    stranger = browser(app)
    stranger.set_cookie("session", cookie)
    assert not is_in(stranger)


def test_a_lost_key_hides_the_name_and_locks_nobody_out(alice: Member, as_alice: Browser) -> None:
    with db.transaction(db.GLOBAL) as session:
        session.execute(delete(WrappedKey).where(WrappedKey.owner_id == alice.person_id))
    crypto.forget("person", alice.person_id)
    assert is_in(as_alice)
    assert as_alice.get("/settings").status_code == 200


def test_names_are_stored_sealed(alice: Member) -> None:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        sealed = session.scalars(select(Person.first_name_sealed).where(Person.id == alice.person_id)).one()
    assert b"Alice" not in sealed
