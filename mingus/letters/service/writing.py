"""Writing a letter: if it is wanted, if it says something, and once a week at most."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus import identity, messaging, profile
from mingus.core import events, letter_events, retention, settings
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.letters.links import stop_link
from mingus.letters.models import Letter
from mingus.letters.rules import kinds
from mingus.letters.service.contents import content

GOOD_FOR: Final = timedelta(hours=24)  # a day later it would be news of yesterday


def write(db: Session, to: identity.Correspondent, kind: str, week_on: date) -> UUID | None:
    """Queue the letter of this week; its id, or None where it is not wanted, says nothing, or was written before.

    Forgets what was written more than twelve weeks ago.
    """
    member, person_id = to.member, to.member.person_id
    db.execute(delete(Letter).where(Letter.person_id == person_id, Letter.queued_at < now() - retention.LETTERS))
    chosen = profile.preferences(db, person_id)
    if not kinds.is_wanted(kind, chosen, _earlier(db, person_id, kind, week_on), week_on):
        return None
    said = content(db, member, kind, week_on)
    letter_id = _claim(db, person_id, kind, week_on) if said else None
    if said is None or letter_id is None:
        return None
    mail_id = messaging.send(
        db,
        template=f"letters/{kind}",
        to=to.email,
        facts={**said.facts, "greeting": _greeting(db, member), "preferences": settings.link("/settings/preferences")},
        person_id=person_id,
        household_id=member.household_id,
        good_for=GOOD_FOR,
        unsubscribe=stop_link(person_id, kinds.kind(kind)),
    )
    db.execute(update(Letter).where(Letter.person_id == person_id, Letter.id == letter_id).values(mail_id=mail_id))
    events.record(db, letter_events.LetterWritten(member.household_id, None, person_id, kind))
    return letter_id


def _greeting(db: Session, member: Member) -> str:
    first_name = identity.settings_of(db, member).first_name
    return f"Hello {first_name}," if first_name else "Hello,"


def _earlier(db: Session, person_id: UUID, kind: str, week_on: date) -> list[date]:
    mine = (Letter.person_id == person_id, Letter.kind == kind, Letter.week_on < week_on)
    return list(db.scalars(select(Letter.week_on).where(*mine)))


def _claim(db: Session, person_id: UUID, kind: str, week_on: date) -> UUID | None:
    """The row of this letter; None when there is one already, also one of another worker at this moment."""
    fresh = insert(Letter).values(person_id=person_id, id=new_id(), kind=kind, week_on=week_on, queued_at=now())
    return db.scalar(fresh.on_conflict_do_nothing(index_elements=["person_id", "kind", "week_on"]).returning(Letter.id))
