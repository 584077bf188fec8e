"""Refresh tokens buy the next one once; whoever uses one twice ends everything that came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import Unavailable
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import RefreshToken
from mingus.identity.schemas import Known
from mingus.identity.service import Renewed
from mingus.identity.service.refreshing import LONGEST, PREFIX, hash_of


def begin(member: Member) -> Renewed:
    with db.transaction(member.household_id) as session:
        return service.begin_family(session, Known(member.person_id, member.household_id, 1, ""))


def renew(member: Member, token: str) -> Renewed | None:
    with db.transaction(member.household_id) as session:
        return service.renew(session, member.household_id, token)


def expires(token: str) -> object:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalar(select(RefreshToken.expires_at).where(RefreshToken.token_hash == hash_of(token)))


def change(token: str, **values: object) -> None:
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(RefreshToken).where(RefreshToken.token_hash == hash_of(token)).values(**values))


@contextmanager
def _waiting(member: Member) -> Iterator[Session]:
    """A transaction that somebody else keeps waiting."""
    with pytest.raises(Unavailable), db.transaction(member.household_id) as session:
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        yield session


def test_a_token_is_recognised_by_scanners_and_stored_as_its_hash_alone(alice: Member) -> None:
    first = begin(alice)
    assert first.token.startswith(PREFIX)
    assert len(first.token) == len(PREFIX) + 43
    with db.transaction(db.GLOBAL, read_only=True) as session:
        whose = RefreshToken.household_id == alice.household_id
        row = session.execute(select(*RefreshToken.__table__.columns).where(whose)).one()
    assert first.token not in str(tuple(row))


def test_the_next_token_is_of_the_same_family_and_lives_no_longer(alice: Member) -> None:
    first = begin(alice)
    second = renew(alice, first.token)
    assert second is not None
    assert second.token != first.token
    assert (second.family_id, second.person_id) == (first.family_id, alice.person_id)
    assert expires(second.token) == expires(first.token)


def test_a_token_used_twice_ends_the_newest_one_too(alice: Member) -> None:
    first = begin(alice)
    second = renew(alice, first.token)
    assert second is not None
    assert renew(alice, first.token) is None
    assert renew(alice, second.token) is None


def test_whoever_changes_several_tokens_of_a_person_is_alone_with_them(alice: Member) -> None:
    """Two who held one token each, and waited for the other's, were a deadlock."""
    first, other = begin(alice), begin(alice)
    with db.transaction(alice.household_id) as session:
        service.renew(session, alice.household_id, first.token)
        with _waiting(alice) as waiting:
            service.renew(waiting, alice.household_id, other.token)
        with _waiting(alice) as waiting:
            service.end_family(waiting, alice.household_id, alice.person_id, other.family_id)
    assert renew(alice, other.token) is not None


def test_another_sign_in_goes_on(alice: Member) -> None:
    stolen, other = begin(alice), begin(alice)
    renew(alice, stolen.token)
    renew(alice, stolen.token)
    assert renew(alice, other.token) is not None


def test_an_expired_an_ended_and_an_outdated_token_buy_nothing(alice: Member) -> None:
    expired, ended, outdated = begin(alice), begin(alice), begin(alice)
    change(expired.token, expires_at=now() - timedelta(seconds=1))
    with db.transaction(alice.household_id) as session:
        service.end_family(session, alice.household_id, alice.person_id, ended.family_id)
    change(outdated.token, session_version=0)
    assert [renew(alice, each.token) for each in (expired, ended, outdated)] == [None, None, None]


def test_a_token_works_in_its_own_household_alone(alice: Member, bob: Member) -> None:
    first = begin(alice)
    assert renew(bob, first.token) is None
    assert renew(alice, first.token) is not None


def test_a_family_lives_a_month_from_sign_in(alice: Member) -> None:
    left = expires(begin(alice).token) - now()  # type: ignore[operator]  # a moment
    assert timedelta(days=29, hours=23) < left <= LONGEST == timedelta(days=30)


def test_a_household_is_found_for_tokens_we_made_and_no_others(alice: Member) -> None:
    first = begin(alice)
    found: UUID | None = service.household_of(first.token)
    assert found == alice.household_id
    assert service.household_of(first.token + "x") is None
