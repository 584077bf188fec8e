"""Sign-in sessions: a cookie that is stored nowhere, and an end that is an end."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from mingus.core import db
from mingus.core.events import AuditEntry
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import SignInSession
from mingus.identity.schemas import Known
from mingus.identity.service.sessions import LONGEST, hash_of


def begin(member: Member) -> str:
    with db.transaction(member.household_id) as session:
        known = Known(member.person_id, member.household_id, 1, "")
        return service.begin_session(session, known, "Firefox on Linux")


def end(member: Member, cookie: str) -> None:
    with db.transaction(member.household_id) as session:
        service.end_session(session, member.household_id, member.person_id, hash_of(cookie).hex())


def row(cookie: str) -> Row[*tuple[Any, ...]]:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        columns = select(*SignInSession.__table__.columns)
        return session.execute(columns.where(SignInSession.id_hash == hash_of(cookie))).one()


def ends(member: Member) -> int:
    with db.transaction(member.household_id, read_only=True) as session:
        wanted = select(AuditEntry.event).where(AuditEntry.household_id == member.household_id)
        return list(session.scalars(wanted)).count("SignedOut")


def test_a_cookie_has_256_random_bits_and_is_stored_as_its_hash(alice: Member) -> None:
    first, second = begin(alice), begin(alice)
    assert first != second
    assert len(first) == 43
    assert first not in str(tuple(row(first)))


def test_a_session_begins_with_whose_it_is_and_ends_after_twelve_hours(alice: Member) -> None:
    found = row(begin(alice))
    assert (found.person_id, found.household_id, found.browser) == (
        alice.person_id,
        alice.household_id,
        "Firefox on Linux",
    )
    assert found.expires_at - found.created_at == LONGEST == timedelta(hours=12)
    assert (found.seen_at, found.revoked_at) == (found.created_at, None)


def test_ending_it_twice_is_the_same_as_once(alice: Member) -> None:
    cookie = begin(alice)
    end(alice, cookie)
    ended_at = row(cookie).revoked_at
    end(alice, cookie)
    assert row(cookie).revoked_at == ended_at is not None
    assert ends(alice) == 1


def test_one_session_ends_and_the_others_go_on(alice: Member) -> None:
    first, second = begin(alice), begin(alice)
    end(alice, first)
    assert row(second).revoked_at is None


def test_nobody_ends_a_session_of_someone_else(alice: Member, bob: Member) -> None:
    cookie = begin(alice)
    end(bob, cookie)
    assert row(cookie).revoked_at is None
    assert ends(bob) == 0
