"""Where somebody is signed in: browsers by their sessions, programs by their families of refresh tokens."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from mingus.core import events, sign_in_events
from mingus.core.clock import now
from mingus.core.errors import NotFound
from mingus.core.security import Principal
from mingus.identity.models import Person, RefreshToken, SignInSession
from mingus.identity.schemas import Device
from mingus.identity.service.refreshing import end_family, wait_for_turn
from mingus.identity.service.sessions import end_session

LONGEST_IDLE: Final = timedelta(minutes=30)
NOT_THERE: Final = "There is no such sign-in any more."


def devices_of(db: Session, who: Principal, *, longest_idle: timedelta = LONGEST_IDLE) -> list[Device]:
    """Every sign-in of this person that still stands: this one first, then by last use."""
    found = [*_browsers(db, who, now() - longest_idle), *_programs(db, who)]
    return sorted(found, key=lambda one: (not one.is_this_one, -one.last_seen_at.timestamp()))


def end_device(db: Session, who: Principal, device_id: str) -> None:
    """End one sign-in of this person, perhaps this one. Raises NotFound when it is not theirs, or over."""
    known = {one.id: one for one in devices_of(db, who, longest_idle=timedelta(days=365))}
    if device_id not in known:
        raise NotFound(NOT_THERE)
    household_id = known[device_id].household_id
    if known[device_id].is_browser:
        end_session(db, household_id, who.person_id, device_id)
    else:
        end_family(db, household_id, who.person_id, UUID(device_id))


def end_others(db: Session, who: Principal) -> int:
    """End every sign-in of this person but this one; how many those were."""
    wait_for_turn(db, who.person_id)
    moment = now()
    sessions = update(SignInSession).where(
        SignInSession.person_id == who.person_id, SignInSession.revoked_at.is_(None), SignInSession.expires_at > moment
    )
    families = update(RefreshToken).where(
        RefreshToken.person_id == who.person_id, RefreshToken.revoked_at.is_(None), RefreshToken.expires_at > moment
    )
    if who.by_token:
        families = families.where(RefreshToken.family_id != UUID(who.session_id))
    else:
        sessions = sessions.where(SignInSession.id_hash != bytes.fromhex(who.session_id))
    ended = {
        *db.scalars(sessions.values(revoked_at=moment).returning(SignInSession.id_hash)),
        *db.scalars(families.values(revoked_at=moment).returning(RefreshToken.family_id)),
    }
    if ended:
        events.record(db, sign_in_events.SignedOutElsewhere(who.household_id, who.person_id, len(ended)))
    return len(ended)


def _browsers(db: Session, who: Principal, idle_since: datetime) -> list[Device]:
    session = SignInSession
    wanted = select(
        *(session.id_hash, session.household_id, session.browser, session.vicinity),
        *(session.created_at, session.seen_at),
    ).where(
        session.person_id == who.person_id,
        session.revoked_at.is_(None),
        session.expires_at > now(),
        session.seen_at > idle_since,
        session.session_version == _version(who),
    )
    return [
        Device(
            id=row.id_hash.hex(),
            household_id=row.household_id,
            is_browser=True,
            browser=row.browser,
            vicinity=row.vicinity,
            first_seen_at=row.created_at,
            last_seen_at=row.seen_at,
            is_this_one=row.id_hash.hex() == who.session_id,
        )
        for row in db.execute(wanted)
    ]


def _programs(db: Session, who: Principal) -> list[Device]:
    """A family's last token says when and where from it was last renewed."""
    token = RefreshToken
    began_at = func.min(token.created_at).over(partition_by=token.family_id).label("began_at")
    latest = (
        select(token.family_id, token.household_id, token.browser, token.vicinity, token.created_at, began_at)
        .ext(distinct_on(token.family_id))
        .where(
            token.person_id == who.person_id,
            token.revoked_at.is_(None),
            token.expires_at > now(),
            token.session_version == _version(who),
        )
        .order_by(token.family_id, token.created_at.desc())
    )
    return [
        Device(
            id=str(row.family_id),
            household_id=row.household_id,
            is_browser=False,
            browser=row.browser,
            vicinity=row.vicinity,
            first_seen_at=row.began_at,
            last_seen_at=row.created_at,
            is_this_one=str(row.family_id) == who.session_id,
        )
        for row in db.execute(latest)
    ]


def _version(who: Principal) -> Any:
    return select(Person.session_version).where(Person.id == who.person_id).scalar_subquery()
