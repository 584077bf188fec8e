"""Sign-in sessions of browsers. The cookie holds 256 random bits; the database knows their hash only."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.clock import now
from mingus.core.errors import NotFound
from mingus.identity import fast_copy
from mingus.identity.models import PersonalToken, RefreshToken, SignInSession
from mingus.identity.schemas import Known

TOKEN_BYTES: Final = 32
LONGEST: Final = timedelta(hours=12)


def begin_session(db: Session, known: Known, browser: str, *, longest: timedelta = LONGEST, vicinity: str = "") -> str:
    """A new session that ends after `longest`; the answer is what the cookie holds, and is stored nowhere."""
    cookie, moment = secrets.token_urlsafe(TOKEN_BYTES), now()
    db.execute(
        insert(SignInSession).values(
            id_hash=hash_of(cookie),
            person_id=known.person_id,
            household_id=known.household_id,
            session_version=known.session_version,
            created_at=moment,
            seen_at=moment,
            expires_at=moment + longest,
            stepped_up_at=known.stepped_up_at(moment),
            browser=browser,
            vicinity=vicinity,
        )
    )
    events.record(db, events.SignedIn(known.household_id, known.person_id, hash_of(cookie).hex()))
    return cookie


def end_session(db: Session, household_id: UUID, person_id: UUID, session_id: str) -> None:
    """End one session of this person; ending it twice is the same as once."""
    ended = db.scalar(
        update(SignInSession)
        .where(
            SignInSession.id_hash == bytes.fromhex(session_id),
            SignInSession.person_id == person_id,
            SignInSession.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .returning(SignInSession.id_hash)
    )
    if ended:
        events.record(db, events.SignedOut(household_id, person_id, session_id))


def move(db: Session, person_id: UUID, session_id: str, household_id: UUID) -> str:
    """The cookie of a new session that goes on where this one stops: in `household_id`, and ending no later.

    It is as fresh as the old one was: what asks for the password again, still asks. Raises NotFound for a dead one.
    """
    old = db.execute(
        update(SignInSession)
        .where(
            SignInSession.id_hash == bytes.fromhex(session_id),
            SignInSession.person_id == person_id,
            SignInSession.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .returning(*SignInSession.__table__.columns)
    ).one_or_none()
    if old is None:
        raise NotFound("This sign-in is over. Please sign in again.")
    fast_copy.forget(session_id)
    cookie = secrets.token_urlsafe(TOKEN_BYTES)
    fresh = {"id_hash": hash_of(cookie), "household_id": household_id, "seen_at": now(), "revoked_at": None}
    db.execute(insert(SignInSession).values({**old._asdict(), **fresh}))
    return cookie


def end_in_household(db: Session, household_id: UUID, person_id: UUID) -> None:
    """End every session and every token by which this person acts in this household."""
    for model in (SignInSession, RefreshToken, PersonalToken):
        living = (model.household_id == household_id, model.person_id == person_id, model.revoked_at.is_(None))
        db.execute(update(model).where(*living).values(revoked_at=now()))


def hash_of(cookie: str) -> bytes:
    """How a session is found: the hash of its cookie. Its hexadecimal form is the session's public id."""
    return hashlib.sha256(cookie.encode()).digest()
