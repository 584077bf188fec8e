"""Sessions in Redis: a copy of who somebody is, so that a page that only reads need not ask PostgreSQL.

PostgreSQL is the truth. A copy lives until the use of its session must be written down again, a minute at most;
whatever changes what it says takes it away before it commits. It is sealed and bound to its session, so that whoever
gets at Redis reads no name and signs nobody in.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mingus.core import cache, credential_events, crypto, events, household_events, sign_in_events, system_events
from mingus.core.clock import now
from mingus.core.crypto import Unreadable
from mingus.core.db import GLOBAL
from mingus.core.happening import Event
from mingus.core.security import Principal
from mingus.identity.models import SignInSession

KIND: Final = "session"
LIFE: Final = timedelta(seconds=60)
SHORTEST: Final = timedelta(seconds=1)
_WORDS: Final = ("time_zone", "currency", "first_name", "email", "role", "is_verified", "is_looked_at")


def read(session_id: str) -> Principal | None:
    """Whose session this is, by its copy; None when there is none, or it is not as we wrote it."""
    sealed = cache.get(_name(session_id))
    if not isinstance(sealed, str):
        return None
    try:
        said = orjson.loads(crypto.opened_copy(sealed, _place(session_id)))
    except Unreadable:
        return None
    if said["until"] <= now().timestamp():  # Redis keeps time too; this holds against a copy put back later
        return None
    words = {name: said[name] for name in _WORDS}
    return Principal(UUID(said["person_id"]), UUID(said["household_id"]), session_id, by_token=False, **words)


def write(who: Principal, seen_at: datetime, expires_at: datetime) -> None:
    """Keep a copy until a use would have to be written down again, or the session ends."""
    moment = now()
    until = min(seen_at + LIFE, expires_at, moment + LIFE)
    if until - moment < SHORTEST:
        return
    said = {name: getattr(who, name) for name in ("person_id", "household_id", *_WORDS)}
    plain = orjson.dumps({**said, "until": until.timestamp()})
    sealed = crypto.sealed_copy(plain, _place(who.session_id))
    cache.put(_name(who.session_id), sealed, seconds=(until - moment).total_seconds())


def forget(*session_ids: str) -> None:
    """These sessions end or change: ask PostgreSQL from here on."""
    cache.drop(*map(_name, session_ids))


def forget_person(db: Session, person_id: UUID) -> None:
    """All sessions of a person change: their password, their name, what they may do."""
    _forget_where(db, SignInSession.person_id == person_id)


def forget_household(db: Session, household_id: UUID) -> None:
    """All sessions in a household change: its currency, who belongs to it."""
    _forget_where(db, SignInSession.household_id == household_id)


def _forget_where(db: Session, whose: ColumnElement[bool]) -> None:
    if not cache.is_used():
        return
    living = select(SignInSession.id_hash).where(whose, SignInSession.expires_at > now())
    forget(*(id_hash.hex() for id_hash in db.scalars(living)))


def _name(session_id: str) -> str:
    return cache.key(KIND, session_id)


def _place(session_id: str) -> str:
    return f"sessions|copy|{session_id}"


def _when_signed_out(_db: Session, event: events.SignedOut) -> None:
    forget(event.session_id)


def _when_a_person_changes(db: Session, event: Any) -> None:
    person_id = getattr(event, "person_id", event.actor_id)
    if person_id is not None:
        forget_person(db, person_id)


def _when_a_household_changes(db: Session, event: Event) -> None:
    if event.household_id != GLOBAL:  # what concerns a household and the installation is told in both chains
        forget_household(db, event.household_id)


CHANGES_A_HOUSEHOLD: Final = (events.HouseholdChanged, system_events.AccessOpened, system_events.AccessEnded)
CHANGES_A_PERSON: Final = (
    events.SignedOutEverywhere,
    sign_in_events.SignedOutElsewhere,
    events.PasswordChanged,
    events.ProfileChanged,
    credential_events.EmailVerified,
    credential_events.EmailChanged,
    credential_events.EmailChangeUndone,
    household_events.MembershipChanged,
)
"""What must be seen at once by all who hold a copy; `person_id` says whose, otherwise it is the actor's."""

events.within(events.SignedOut, _when_signed_out)
for _of_all in CHANGES_A_HOUSEHOLD:
    events.within(_of_all, _when_a_household_changes)
for _change in CHANGES_A_PERSON:
    events.within(_change, _when_a_person_changes)
