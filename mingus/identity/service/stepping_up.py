"""A sign-in whose person has just confirmed that it is them: it may do sensitive things for five minutes.

A browser gets a new session, so that an id which somebody saw before is worth nothing after.
"""

import secrets
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from mingus.core import events, factor_events
from mingus.core.clock import now
from mingus.core.errors import Unauthorized
from mingus.core.security import Principal
from mingus.identity import fast_copy
from mingus.identity.models import Person, RefreshToken, SignInSession
from mingus.identity.service.refreshing import wait_for_turn
from mingus.identity.service.sessions import TOKEN_BYTES, hash_of


def password_hash_of(db: Session, person_id: UUID) -> str | None:
    """What the password of this person is compared with."""
    return db.scalar(select(Person.password_hash).where(Person.id == person_id))


def step_up(db: Session, who: Principal, proof: str) -> str | None:
    """Confirm the sign-in of `who`; for a browser, what its cookie holds from now on. Unauthorized when it ended."""
    if who.by_token:
        cookie, session_id = None, who.session_id
        _step_up_family(db, who)
    else:
        cookie = _begin_anew(db, who)
        session_id = hash_of(cookie).hex()
    events.record(db, factor_events.SteppedUp(who.household_id, who.person_id, session_id, proof))
    return cookie


def _begin_anew(db: Session, who: Principal) -> str:
    """A session that takes the place of this one, and ends when it would have ended."""
    moment, cookie = now(), secrets.token_urlsafe(TOKEN_BYTES)
    before = db.execute(
        update(SignInSession)
        .where(
            SignInSession.id_hash == bytes.fromhex(who.session_id),
            SignInSession.person_id == who.person_id,
            SignInSession.household_id == who.household_id,
            SignInSession.revoked_at.is_(None),
        )
        .values(revoked_at=moment)
        .returning(
            SignInSession.session_version,
            SignInSession.created_at,
            SignInSession.expires_at,
            SignInSession.browser,
            SignInSession.vicinity,
        )
    ).one_or_none()
    if before is None:
        raise Unauthorized("Please sign in first.")
    fast_copy.forget(who.session_id)
    whose = {"person_id": who.person_id, "household_id": who.household_id}
    fresh = {"id_hash": hash_of(cookie), "seen_at": moment, "stepped_up_at": moment}
    db.execute(insert(SignInSession).values(**before._asdict(), **whose, **fresh))
    return cookie


def _step_up_family(db: Session, who: Principal) -> None:
    """Mark the tokens of a program; the next ones take it along."""
    wait_for_turn(db, who.person_id)
    db.execute(
        update(RefreshToken)
        .where(
            RefreshToken.family_id == UUID(who.session_id),
            RefreshToken.person_id == who.person_id,
            RefreshToken.household_id == who.household_id,
            RefreshToken.revoked_at.is_(None),
        )
        .values(stepped_up_at=now())
    )
