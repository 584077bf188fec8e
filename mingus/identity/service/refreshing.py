"""Refresh tokens of API programs: each buys the next pair once. One used twice was stolen, and ends its family."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import events, retention
from mingus.core.clock import now
from mingus.core.db import look_up
from mingus.core.ids import new_id
from mingus.core.networks import vicinity_of
from mingus.identity.models import Person, RefreshToken
from mingus.identity.schemas import SOMEBODY, Known, Visitor

PREFIX: Final = "mg_refresh_"  # scanners for leaked secrets find it
LONGEST: Final = retention.REFRESH_TOKENS  # from sign-in; renewing does not make a family live longer


@dataclass(frozen=True)
class Renewed:
    """A refresh token just made, and whom and which family it belongs to."""

    token: str
    family_id: UUID
    person_id: UUID
    household_id: UUID
    session_version: int


def begin_family(db: Session, known: Known, visitor: Visitor = SOMEBODY) -> Renewed:
    """The first refresh token after a sign-in."""
    family_id, moment = new_id(), now()
    events.record(db, events.SignedIn(known.household_id, known.person_id, str(family_id)))
    return _issue(db, known, family_id, moment + LONGEST, known.stepped_up_at(moment), visitor=visitor)


def household_of(token: str) -> UUID | None:
    """The household a refresh token, good or not, was made for; None when we never made it."""
    found = look_up(select(RefreshToken.household_id).where(RefreshToken.token_hash == hash_of(token)))
    return found[0] if found else None


def renew(db: Session, household_id: UUID, token: str, visitor: Visitor = SOMEBODY) -> Renewed | None:
    """The next token for this one. None when it is not good; when it was used before, its whole family ends here.

    The caller commits in either case.
    """
    wait_for_turn(db, select(RefreshToken.person_id).where(RefreshToken.token_hash == hash_of(token)).scalar_subquery())
    spent = _spend(db, household_id, token)
    if spent is not None:
        known = Known(spent.person_id, household_id, spent.session_version, "")
        return _issue(db, known, spent.family_id, spent.expires_at, spent.stepped_up_at, visitor=visitor)
    seen_before = db.execute(
        select(RefreshToken.family_id, RefreshToken.person_id).where(
            RefreshToken.token_hash == hash_of(token), RefreshToken.used_at.is_not(None)
        )
    ).one_or_none()
    if seen_before and _revoke(db, seen_before.family_id):
        events.record(db, events.RefreshTokenReused(household_id, seen_before.person_id, seen_before.family_id))
    return None


def end_family(db: Session, household_id: UUID, person_id: UUID, family_id: UUID) -> None:
    """Sign a program out: its refresh tokens and its access tokens end."""
    wait_for_turn(db, person_id)
    if _revoke(db, family_id):
        events.record(db, events.SignedOut(household_id, person_id, str(family_id)))


def wait_for_turn(db: Session, person_id: UUID | ScalarSelect[UUID]) -> None:
    """From here to the end of the transaction nobody else changes several tokens of this person.

    Two who end one family at once would each hold a token that the other one waits for.
    """
    db.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def hash_of(token: str) -> bytes:
    """How a refresh token is found."""
    return hashlib.sha256(token.encode()).digest()


def _spend(db: Session, household_id: UUID, token: str) -> Row[UUID, UUID, int, datetime, datetime | None] | None:
    """Mark a good token as used; of two who try at once one gets the row."""
    moment = now()
    return db.execute(
        update(RefreshToken)
        .where(
            RefreshToken.token_hash == hash_of(token),
            RefreshToken.household_id == household_id,
            RefreshToken.used_at.is_(None),
            RefreshToken.revoked_at.is_(None),
            RefreshToken.expires_at > moment,
            RefreshToken.person_id == Person.id,
            RefreshToken.session_version == Person.session_version,
        )
        .values(used_at=moment)
        .returning(
            RefreshToken.family_id,
            RefreshToken.person_id,
            RefreshToken.session_version,
            RefreshToken.expires_at,
            RefreshToken.stepped_up_at,
        )
        .execution_options(synchronize_session=False)
    ).one_or_none()


def _issue(
    db: Session,
    known: Known,
    family_id: UUID,
    expires_at: datetime,
    stepped_up_at: datetime | None,
    *,
    visitor: Visitor,
) -> Renewed:
    token = PREFIX + secrets.token_urlsafe(32)
    whose = {
        "family_id": family_id,
        "person_id": known.person_id,
        "household_id": known.household_id,
        "session_version": known.session_version,
    }
    row = {**whose, "token_hash": hash_of(token), "created_at": now(), "expires_at": expires_at}
    row |= {"stepped_up_at": stepped_up_at, "browser": visitor.browser, "vicinity": vicinity_of(visitor.network)}
    db.execute(insert(RefreshToken).values(**row))
    return Renewed(token, family_id, known.person_id, known.household_id, known.session_version)


def _revoke(db: Session, family_id: UUID) -> bool:
    """End a family; whether anything of it was still alive."""
    living = update(RefreshToken).where(RefreshToken.family_id == family_id, RefreshToken.revoked_at.is_(None))
    return bool(db.scalars(living.values(revoked_at=now()).returning(RefreshToken.token_hash)).all())
