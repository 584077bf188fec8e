"""Who has accepted which version of the terms. Whoever joins accepts those of the day."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import db as database
from mingus.core import events
from mingus.core.clock import now
from mingus.core.privacy_events import TermsAccepted
from mingus.core.tenancy import Member
from mingus.privacy.models import TermsAcceptance
from mingus.privacy.rules import VERSION

REMEMBERED: Final = 10_000

_accepted: Final[OrderedDict[UUID, None]] = OrderedDict()
_lock: Final = Lock()


def accept(db: Session, member: Member) -> None:
    """Write down that this person accepts today's terms; twice is the same as once."""
    if _write(db, member.person_id):
        events.record(db, TermsAccepted(member.household_id, member.person_id, VERSION))


def joined(db: Session, event: events.PersonRegistered) -> None:
    """Whoever joins has ticked today's terms."""
    _write(db, event.person_id)
    _remember(event.person_id)  # should the joining come to nothing, nobody will ever have this id


def is_due(person_id: UUID) -> bool:
    """Whether somebody has yet to accept today's terms. Asks the database once a process for who has."""
    with _lock:
        if person_id in _accepted:
            return False
    wanted = select(TermsAcceptance.version).where(
        TermsAcceptance.person_id == person_id, TermsAcceptance.version == VERSION
    )
    if database.look_up(wanted) is None:
        return True
    _remember(person_id)
    return False


def accepted_at(db: Session, person_id: UUID) -> list[tuple[str, datetime]]:
    """Every version this person has accepted and when, the newest first."""
    wanted = select(TermsAcceptance.version, TermsAcceptance.accepted_at).where(TermsAcceptance.person_id == person_id)
    return [(row.version, row.accepted_at) for row in db.execute(wanted.order_by(TermsAcceptance.version.desc()))]


def _write(db: Session, person_id: UUID) -> bool:
    fresh = insert(TermsAcceptance).values(person_id=person_id, version=VERSION, accepted_at=now())
    return db.scalar(fresh.on_conflict_do_nothing().returning(TermsAcceptance.version)) is not None


def _remember(person_id: UUID) -> None:
    with _lock:
        _accepted[person_id] = None
        while len(_accepted) > REMEMBERED:
            _accepted.popitem(last=False)


def forget_all() -> None:
    """Ask the database again for everybody; for tests, in which a version changes while a process runs."""
    with _lock:
        _accepted.clear()
