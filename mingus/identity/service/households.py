"""Households of a person: which ones, choosing another, beginning one, and what the household is called."""

from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from mingus.core import events, household_events
from mingus.core.clock import now
from mingus.core.db import acting_in, read
from mingus.core.errors import NotFound
from mingus.core.ids import new_id
from mingus.core.permissions import require
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership
from mingus.identity.schemas.households import HouseholdChanges, HouseholdChoice
from mingus.identity.service import sessions
from mingus.identity.service.people import LATEST

HOUSEHOLD_NAME = "My household"


def of_person(db: Session, person_id: UUID) -> list[HouseholdChoice]:
    """Every household this person belongs to, the one they joined first in front."""
    rows = read(
        db,
        select(Household.id, Household.name, Membership.role)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.created_at, Household.id),
    )
    return [HouseholdChoice(id=row.id, name=row.name, role=row.role) for row in rows]


def change(db: Session, member: Member, changes: HouseholdChanges) -> None:
    """Rename the household, or change its time zone or base currency; what is left out stays."""
    require(member.role, "change household")
    values = changes.model_dump(exclude_none=True)
    if values:
        db.execute(update(Household).where(Household.id == member.household_id).values(**values))
        events.record(db, events.HouseholdChanged(member.household_id, member.person_id))


def begin(db: Session, household_id: UUID, person_id: UUID, name: str, like: Member) -> Member:
    """A household of this person's own, in the currency and time zone of `like`. The transaction may be another's."""
    moment = now()
    place = {"currency": like.currency, "time_zone": like.time_zone}
    db.execute(
        insert(Household).values(id=household_id, name=name, is_demo=False, created_at=moment, **place),
    )
    ownership = {"household_id": household_id, "person_id": person_id, "role": "owner"}
    db.execute(insert(Membership).values(**ownership, created_at=moment))
    with acting_in(db, household_id):
        events.record(db, events.HouseholdCreated(household_id, person_id))
    return Member(household_id, person_id, like.time_zone, like.currency)


def ensure_one(db: Session, person_id: UUID, like: Member) -> UUID:
    """The household this person used last; a fresh one when they have none, for nobody is without."""
    mine = select(Membership.household_id).where(Membership.person_id == person_id)
    latest = mine.order_by(*LATEST).limit(1)
    return db.scalar(latest) or begin(db, new_id(), person_id, HOUSEHOLD_NAME, like).household_id


def enter(db: Session, household_id: UUID, person_id: UUID, session_id: str) -> str:
    """Go on in another household of one's own; the answer is the new cookie, and the old one ends.

    Open the transaction for the household that is entered. Raises NotFound for one that isn't theirs.
    """
    mine = (Membership.household_id == household_id, Membership.person_id == person_id)
    if db.scalar(update(Membership).where(*mine).values(used_at=now()).returning(Membership.role)) is None:
        raise NotFound("There is no such household.")
    cookie = sessions.move(db, person_id, session_id, household_id)
    new_session = sessions.hash_of(cookie).hex()
    events.record(db, household_events.HouseholdEntered(household_id, person_id, new_session))
    return cookie
