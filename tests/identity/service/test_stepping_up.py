"""A confirmed sign-in gets a new id, and ends when it would have ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mingus.core import db
from mingus.core.errors import Unauthorized
from mingus.core.events import AuditEntry
from mingus.core.security import Principal
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import SignInSession
from mingus.identity.service.sessions import hash_of
from tests.core.test_step_up import let_time_pass
from tests.factories import Browser


def principal_of(member: Member, browser: Browser) -> Principal:
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return Principal(
        person_id=member.person_id,
        household_id=member.household_id,
        session_id=hash_of(cookie.value).hex(),
        by_token=False,
        time_zone=member.time_zone,
        currency=member.currency,
        first_name="Alice",
        email="alice@example.com",
    )


def session_of(cookie_hash: bytes) -> SignInSession:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalars(select(SignInSession).where(SignInSession.id_hash == cookie_hash)).one()


def test_the_session_before_ends_and_the_new_one_lives_no_longer(alice: Member, as_alice: Browser) -> None:
    who = principal_of(alice, as_alice)
    let_time_pass(alice, timedelta(hours=1))
    with db.transaction(alice.household_id) as session:
        cookie = service.step_up(session, who, "password")
    assert cookie is not None
    before, after = session_of(bytes.fromhex(who.session_id)), session_of(hash_of(cookie))
    assert before.revoked_at is not None
    assert (after.expires_at, after.created_at, after.browser) == (before.expires_at, before.created_at, before.browser)
    assert after.stepped_up_at is not None
    assert after.revoked_at is None


def test_it_is_in_the_households_chain(alice: Member, as_alice: Browser) -> None:
    with db.transaction(alice.household_id) as session:
        service.step_up(session, principal_of(alice, as_alice), "password")
        said = session.scalars(select(AuditEntry).where(AuditEntry.event == "SteppedUp")).one()
        assert said.facts["proof"] == "password"


def test_a_session_that_ended_cannot_be_confirmed(alice: Member, as_alice: Browser) -> None:
    who = principal_of(alice, as_alice)
    as_alice.post("/logout")
    with db.transaction(alice.household_id) as session, pytest.raises(Unauthorized):
        service.step_up(session, who, "password")


def test_nobody_confirms_the_session_of_someone_else(alice: Member, bob: Member, as_alice: Browser) -> None:
    who = principal_of(bob, as_alice)
    with db.transaction(bob.household_id) as session, pytest.raises(Unauthorized):
        service.step_up(session, who, "password")
    assert as_alice.get("/goals").status_code == 200
