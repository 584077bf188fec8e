"""What ended long ago is forgotten; what still counts is not."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from mingus.core import retention
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from mingus.identity import pruning, service
from mingus.identity.models import FormerMembership, Invitation, RefreshToken, SignInSession
from tests.factories import Browser
from tests.identity.invited import Post, new_address

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
