"""Whom Mingus may write to by itself: people with an address that is known to be theirs, each in one household.

That is the household they chose last. People of demonstrations do not exist, and are never written to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from mingus.core import db as database
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person
from mingus.identity.service.people import LATEST

AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody to write to, and the household they act in."""

    member: Member
    email: str


def time_zones(db: Session) -> list[str]:
    """Every zone that some household lives in."""
    return list(db.scalars(select(Household.time_zone).distinct().order_by(Household.time_zone)))


def correspondents(db: Session, time_zone: str) -> Iterator[tuple[UUID, UUID]]:
    """(household, person) of everybody to write to whose household lives in this zone, page by page."""
    last: UUID | None = None
    while found := db.execute(_page(time_zone, last)).all():
        yield from ((row.household_id, row.person_id) for row in found)
        last = found[-1].person_id


def correspondent(person_id: UUID) -> Correspondent | None:
    """One of them, outside any transaction; None when there is nobody to write to."""
    columns = (Household.id, Household.time_zone, Household.currency, Membership.role, Person.email)
    found = database.look_up(_people(*columns).where(Person.id == person_id).order_by(*LATEST).limit(1))
    if found is None:
        return None
    member = Member(found.id, person_id, found.time_zone, found.currency, found.role)
    return Correspondent(member, found.email)


def _page(time_zone: str, last: UUID | None) -> Select[*tuple[Any, ...]]:
    """Each person once, in the household they chose last; kept when that one lives in the zone."""
    chosen = (
        _people(Membership.person_id, Membership.household_id, Household.time_zone)
        .ext(distinct_on(Membership.person_id))
        .order_by(Membership.person_id, *LATEST)
        .subquery()
    )
    wanted = select(chosen.c.person_id, chosen.c.household_id).where(chosen.c.time_zone == time_zone)
    if last is not None:
        wanted = wanted.where(chosen.c.person_id > last)
    return wanted.order_by(chosen.c.person_id).limit(AT_ONCE)


def _people(*columns: Any) -> Select[*tuple[Any, ...]]:
    verified: ColumnElement[bool] = Person.email_verified_at.is_not(None)
    return (
        select(*columns)
        .join_from(Person, Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(verified, Household.is_demo.is_(False))
    )
