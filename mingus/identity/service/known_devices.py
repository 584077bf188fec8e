"""The browsers and programs that people are known by. Whoever signs in with a new one is told about by mail.

Listens to every sign-in, by whatever way it came, so that no way can forget it.

Why the cookie `device` is not the mark `known` (`identity.known_browsers`): a device is a row for each person who was
in with it, which they see and can end, and which several people of one household share; the mark is a proof without a
row, of one address, for the moment before it is known who asks.
"""

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import credential_events, events
from mingus.core.clock import now
from mingus.core.tenancy import Member
from mingus.identity.models import KnownDevice
from mingus.identity.schemas import Machine
from mingus.identity.service import notices
from mingus.identity.visitors import device


def recognise(db: Session, happened: events.SignedIn) -> None:
    """Note the device of a sign-in; tell its person when it is new and not their first."""
    seen = device()
    if seen is None or happened.actor_id is None:
        return  # a command or a test began this session; no device did
    whose = Member(happened.household_id, happened.actor_id)
    if not _note(db, whose, seen) or not _has_others(db, whose, seen):
        return
    events.record(db, credential_events.NewDevice(whose.household_id, whose.person_id, seen.browser))
    notices.tell(db, whose, "new_device")


def _note(db: Session, whose: Member, seen: Machine) -> bool:
    """Whether it had never been seen with this person."""
    moment = now()
    fresh = insert(KnownDevice).values(
        person_id=whose.person_id,
        device_hash=seen.hash,
        browser=seen.browser,
        first_seen_at=moment,
        seen_at=moment,
    )
    noted = fresh.on_conflict_do_update(
        index_elements=[KnownDevice.person_id, KnownDevice.device_hash], set_={"seen_at": moment}
    )
    return db.scalar(noted.returning(KnownDevice.first_seen_at)) == moment


def _has_others(db: Session, whose: Member, seen: Machine) -> bool:
    others = exists().where(KnownDevice.person_id == whose.person_id, KnownDevice.device_hash != seen.hash)
    return bool(db.scalar(select(others)))


events.within(events.SignedIn, recognise)
