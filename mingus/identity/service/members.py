"""Who belongs to a household: their roles, leaving, being removed, handing the household over."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy import delete as delete_from
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import events, household_events
from mingus.core.clock import now
from mingus.core.db import read
from mingus.core.errors import NotFound, Refused
from mingus.core.permissions import TABLE, may, require
from mingus.core.tenancy import Member
from mingus.identity.models import FormerMembership, Household, Membership, Person
from mingus.identity.schemas.households import HouseholdView, MemberView
from mingus.identity.service import households, invitations, names, sessions

OFFER_LIFE: Final = timedelta(days=7)
NOBODY: Final = "There is no such person in this household."


def view(db: Session, member: Member) -> HouseholdView:
    """The household as this member may see it."""
    require(member.role, "see household")
    household = db.execute(
        select(Household.name, Household.time_zone, Household.currency).where(Household.id == member.household_id)
    ).one()
    return HouseholdView(
        id=member.household_id,
        **household._asdict(),
        role=member.role,
        may=[line.action for line in TABLE if may(member.role, line.action)],
        members=list_for(db, member),
        invitations=invitations.pending(db, member) if may(member.role, "invite") else [],
    )


def list_for(db: Session, member: Member) -> list[MemberView]:
    """Everybody of the household, the owner first. Addresses are for the owner, and one's own for oneself."""
    columns = (Person.id, Person.email, Person.first_name_sealed, Person.last_name_sealed)
    rows = read(
        db,
        select(*columns, Membership.role, Membership.created_at, Membership.ownership_offered_at)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.household_id == member.household_id)
        .order_by(Membership.role != "owner", Membership.created_at, Person.id),
    )
    return [_view(db, member, row) for row in rows]


def change_role(db: Session, member: Member, person_id: UUID, role: str) -> None:
    """Make a partner a viewer, or the other way round; their sign-ins here end, so that nothing goes on as before.

    Raises Forbidden, NotFound, and Refused for the owner, whose role goes by handing the household over.
    """
    invitations.hold(db, member, "change roles")
    current = _locked(db, member.household_id, person_id)
    if current.role == "owner":
        raise Refused("Hand the household over to somebody else first.", fields={"role": "The owner stays the owner."})
    if current.role == role:
        return
    db.execute(update(Membership).where(*_of(member, person_id)).values(role=role, ownership_offered_at=None))
    sessions.end_in_household(db, member.household_id, person_id)
    _tell(db, member, person_id, f"became {role}")


def remove(db: Session, member: Member, person_id: UUID) -> None:
    """Remove somebody else: they are out at once. Raises Forbidden, NotFound, Refused for oneself."""
    invitations.hold(db, member, "remove member")
    if person_id == member.person_id:
        raise Refused("To go yourself, leave the household.")
    _locked(db, member.household_id, person_id)
    _end(db, member, person_id, household_events.REMOVED)


def leave(db: Session, member: Member, *, how: str = household_events.LEFT) -> UUID | None:
    """Leave; the answer is the household one is in from then on, None for a person who ceases to be ours (ERASED).

    What is private to them goes to the trash and is erased there after its time. Raises Refused for the owner.
    """
    require(member.role, "leave")
    if _locked(db, member.household_id, member.person_id).role == "owner":
        raise Refused("You own this household. Hand it over to somebody else first; then you can leave.")
    return _end(db, member, member.person_id, how)


def offer_ownership(db: Session, member: Member, person_id: UUID) -> None:
    """Offer the household to another member, for seven days. An offer to somebody else ends.

    Raises Forbidden, NotFound, Refused for oneself.
    """
    invitations.hold(db, member, "transfer ownership")
    if _locked(db, member.household_id, person_id).role == "owner":
        raise Refused("You own this household already.")
    _withdraw_offers(db, member)
    db.execute(update(Membership).where(*_of(member, person_id)).values(ownership_offered_at=now()))
    _tell(db, member, person_id, "was offered the household")


def withdraw_ownership(db: Session, member: Member) -> None:
    """Take the offer back. Raises Forbidden."""
    invitations.hold(db, member, "transfer ownership")
    for person_id in _withdraw_offers(db, member):
        _tell(db, member, person_id, "is offered the household no more")


def answer_ownership(db: Session, member: Member, *, accepts: bool) -> None:
    """Take the household over, or decline. The owner before becomes a partner. Raises Refused when nobody asked."""
    mine = _locked(db, member.household_id, member.person_id)
    if mine.ownership_offered_at is None or mine.ownership_offered_at < now() - OFFER_LIFE:
        raise Refused("Nobody offers you this household at the moment.")
    _withdraw_offers(db, member)
    if not accepts:
        _tell(db, member, member.person_id, "declined the household")
        return
    here = Membership.household_id == member.household_id
    before = db.scalars(
        update(Membership)
        .where(here, Membership.role == "owner")
        .values(role="partner")
        .returning(Membership.person_id)
    ).all()
    db.execute(update(Membership).where(*_of(member, member.person_id)).values(role="owner"))
    for person_id in before:
        sessions.end_in_household(db, member.household_id, person_id)
        _tell(db, member, person_id, "became partner")
    _tell(db, member, member.person_id, "took the household over")


def former_households(db: Session, person_id: UUID) -> list[UUID]:
    """Households this person left, in whose trash something of theirs may lie: for erasing a person."""
    return list(db.scalars(select(FormerMembership.household_id).where(FormerMembership.person_id == person_id)))


def _end(db: Session, member: Member, person_id: UUID, how: str) -> UUID | None:
    db.execute(delete_from(Membership).where(*_of(member, person_id)))
    sessions.end_in_household(db, member.household_id, person_id)
    left = insert(FormerMembership).values(household_id=member.household_id, person_id=person_id, left_at=now())
    db.execute(left.on_conflict_do_update(index_elements=["household_id", "person_id"], set_={"left_at": now()}))
    _tell(db, member, person_id, how)
    return None if how == household_events.ERASED else households.ensure_one(db, person_id, member)


def _view(db: Session, member: Member, row: Row[*tuple[Any, ...]]) -> MemberView:
    is_you = row.id == member.person_id
    spoken = (names.opened(db, row.id, name, getattr(row, name)) for name in ("first_name_sealed", "last_name_sealed"))
    offered_at = row.ownership_offered_at
    return MemberView(
        person_id=row.id,
        name=" ".join(part for part in spoken if part) or "Somebody without a name",
        email=row.email if is_you or member.role == "owner" else None,
        role=row.role,
        is_you=is_you,
        joined_at=row.created_at,
        ownership_offered=offered_at is not None and offered_at > now() - OFFER_LIFE,
    )


def _locked(db: Session, household_id: UUID, person_id: UUID) -> Row[*tuple[Any, ...]]:
    """The membership as it is, with nobody else changing who belongs here."""
    invitations.lock_household(db, household_id)
    columns = select(Membership.role, Membership.ownership_offered_at)
    found = db.execute(
        columns.where(Membership.household_id == household_id, Membership.person_id == person_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(NOBODY)
    return found


def _withdraw_offers(db: Session, member: Member) -> list[UUID]:
    offered = (Membership.household_id == member.household_id, Membership.ownership_offered_at.is_not(None))
    ended = update(Membership).where(*offered).values(ownership_offered_at=None).returning(Membership.person_id)
    return list(db.scalars(ended).all())


def _of(member: Member, person_id: UUID) -> tuple[Any, ...]:
    return (Membership.household_id == member.household_id, Membership.person_id == person_id)


def _tell(db: Session, member: Member, person_id: UUID, change: str) -> None:
    events.record(db, household_events.MembershipChanged(member.household_id, member.person_id, person_id, change))
