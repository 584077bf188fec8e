"""What ended long ago is forgotten; what still counts is not."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, func, insert, select, update

from mingus.core import retention
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from mingus.identity import pruning, service
from mingus.identity.factor_models import AuthenticatorApp, PasskeyChallenge, PendingSignIn, RememberedBrowser
from mingus.identity.models import (
    FormerMembership,
    Invitation,
    KnownDevice,
    OneTimeLink,
    RefreshToken,
    SignInSession,
)
from mingus.identity.rules.links import Purpose
from mingus.identity.rules.sites import Site
from mingus.identity.schemas import Known
from mingus.identity.service import factors, links
from tests.factories import Browser
from tests.identity.invited import Post, new_address
from tests.identity.second_factors import add_app

MARGIN = timedelta(minutes=1)


def sessions_of(member: Member) -> int:
    with transaction(GLOBAL, read_only=True) as db:
        mine = select(func.count()).select_from(SignInSession).where(SignInSession.person_id == member.person_id)
        return db.scalar(mine) or 0


@pytest.mark.parametrize(
    ("ended", "left"), [(retention.SESSIONS + MARGIN, 0), (retention.SESSIONS - MARGIN, 1), (-MARGIN, 1)]
)
@pytest.mark.usefixtures("as_alice")
def test_a_session_is_forgotten_thirty_days_after_it_ended(alice: Member, ended: timedelta, left: int) -> None:
    with transaction(GLOBAL) as db:
        mine = update(SignInSession).where(SignInSession.person_id == alice.person_id)
        db.execute(mine.values(expires_at=now() - ended))
        pruning.sessions(db)
    assert sessions_of(alice) == left


def test_who_is_signed_in_stays_signed_in(as_alice: Browser) -> None:
    with transaction(GLOBAL) as db:
        pruning.sessions(db)
        pruning.refresh_tokens(db)
    assert as_alice.get("/accounts").status_code == 200


@pytest.mark.parametrize(("ended", "is_left"), [(MARGIN, False), (-MARGIN, True)])
def test_a_refresh_token_is_forgotten_when_it_has_ended(alice: Member, ended: timedelta, is_left: bool) -> None:  # noqa: FBT001  a parameter
    token = _token(alice, now() - ended)
    with transaction(GLOBAL) as db:
        pruning.refresh_tokens(db)
        assert (db.get(RefreshToken, token) is not None) == is_left


def _token(member: Member, expires_at: object) -> bytes:
    token_hash = UUID(int=member.person_id.int).bytes * 2
    values = {"family_id": member.person_id, "session_version": 1, "created_at": now(), "expires_at": expires_at}
    with transaction(GLOBAL) as db:
        db.add(
            RefreshToken(token_hash=token_hash, person_id=member.person_id, household_id=member.household_id, **values)
        )
    return token_hash


@pytest.mark.parametrize(
    ("ended", "left"), [(retention.LINKS + MARGIN, 0), (retention.LINKS - MARGIN, 1), (-MARGIN, 1)]
)
def test_a_link_of_a_mail_is_forgotten_thirty_days_after_it_ended(alice: Member, ended: timedelta, left: int) -> None:
    with transaction(alice.household_id) as db:
        links.issue(db, Purpose.VERIFY_EMAIL, alice)
        mine = OneTimeLink.person_id == alice.person_id
        db.execute(update(OneTimeLink).where(mine).values(expires_at=now() - ended))
        pruning.links(db)
        assert db.scalar(select(func.count()).select_from(OneTimeLink).where(mine)) == left


@pytest.mark.parametrize(("unseen", "left"), [(retention.DEVICES + MARGIN, 0), (retention.DEVICES - MARGIN, 1)])
def test_a_device_is_forgotten_a_year_after_it_was_last_used(alice: Member, unseen: timedelta, left: int) -> None:
    seen_at = now() - unseen
    with transaction(GLOBAL) as db:
        values = {"person_id": alice.person_id, "device_hash": b"x", "browser": "Firefox on Linux"}
        db.execute(insert(KnownDevice).values(**values, first_seen_at=seen_at, seen_at=seen_at))
        pruning.devices(db)
        mine = select(func.count()).select_from(KnownDevice).where(KnownDevice.person_id == alice.person_id)
        assert db.scalar(mine) == left


def waiting(alice: Member) -> dict[str, int]:
    """How much of Alice's waits for something."""
    tables = (PendingSignIn, RememberedBrowser, AuthenticatorApp)
    with transaction(GLOBAL, read_only=True) as db:
        counts = {
            table.__tablename__: db.scalar(
                select(func.count()).select_from(table).where(table.person_id == alice.person_id)
            )
            or 0
            for table in tables
        }
        return counts | {"passkey_challenges": db.scalar(select(func.count()).select_from(PasskeyChallenge)) or 0}


@pytest.mark.parametrize(("passed", "left"), [(timedelta(0), 1), (timedelta(days=31), 0)])
def test_what_nobody_finished_is_forgotten(alice: Member, passed: timedelta, left: int) -> None:
    known = Known(alice.person_id, alice.household_id, 1, "")
    with transaction(GLOBAL) as db:
        db.execute(delete(PasskeyChallenge))
    with transaction(alice.household_id) as db:
        factors.pending.begin(db, known)
        factors.remembered.remember(db, known, "Firefox on Linux")
        factors.apps.begin(db, alice, "Phone")
        factors.passkeys.ask(db, "sign_in", Site("localhost", "http://localhost"), "somebody")
        for table in (PendingSignIn, RememberedBrowser, PasskeyChallenge):
            db.execute(update(table).values(expires_at=now() - passed + timedelta(seconds=30)))
        db.execute(update(AuthenticatorApp).values(created_at=now() - passed))
    with transaction(GLOBAL) as db:
        pruning.unfinished(db)
    assert set(waiting(alice).values()) == {left}


def test_an_app_that_is_set_up_stays(alice: Member) -> None:
    add_app(alice)
    with transaction(GLOBAL) as db:
        db.execute(update(AuthenticatorApp).values(created_at=now() - timedelta(days=400)))
        pruning.unfinished(db)
    assert waiting(alice)["authenticator_apps"] == 1


def test_invitations_and_who_left_are_forgotten_in_time(alice: Member, partner: Member, post: Post) -> None:
    post.invite(alice, new_address())
    with transaction(alice.household_id) as session:
        service.members.leave(session, partner)
        session.execute(update(Invitation).values(expires_at=now() - timedelta(days=29)))
        session.execute(update(FormerMembership).values(left_at=now() - timedelta(days=59)))
        assert (pruning.invitations(session), pruning.former_memberships(session)) == (0, 0)
        session.execute(update(Invitation).values(expires_at=now() - timedelta(days=31)))
        session.execute(update(FormerMembership).values(left_at=now() - timedelta(days=61)))
        assert pruning.invitations(session) >= 1
        assert pruning.former_memberships(session) >= 1
