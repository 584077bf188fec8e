"""People as they sign in: found by address, their password, and the number that ends all their sessions at once."""

from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from mingus.core import db as database
from mingus.core import events
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person
from mingus.identity.rules import email_key
from mingus.identity.rules.passwords import MIN_CHARACTERS
from mingus.identity.schemas import Known
from mingus.identity.service.factors import has_second_factor

LATEST = (Membership.used_at.desc().nulls_last(), Membership.created_at)
"""The household somebody chose last comes first, or else the one they joined first."""
TOO_SHORT_ALONE: Final = f"Use at least {MIN_CHARACTERS} characters: there is no second factor beside it any more."


def find(key: str) -> Known | None:
    """Whoever has this e-mail key, with the household they chose last. One round trip, outside any transaction."""
    return _known(Person.email_key == key)


def find_by_id(person_id: UUID) -> Known | None:
    """The same by id, for who signs in without an address."""
    return _known(Person.id == person_id)


def member_by_email(email: str) -> Member:
    """Whoever has this address, in the household they chose last. Raises NotFound."""
    found = database.look_up(
        select(Household.id, Person.id, Household.time_zone, Household.currency, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Person.email_key == email_key(email))
        .order_by(*LATEST)
        .limit(1)
    )
    if found is None:
        raise NotFound("There is nobody with this e-mail address.")
    return Member(*found)


def member(household_id: UUID, person_id: UUID) -> Member:
    """Someone in one household, for work that goes on after their request. Raises NotFound when they have left it."""
    found = database.look_up(
        select(Household.id, Membership.person_id, Household.time_zone, Household.currency, Membership.role)
        .join(Membership, Membership.household_id == Household.id)
        .where(Household.id == household_id, Membership.person_id == person_id)
    )
    if found is None:
        raise NotFound("There is no such person in this household.")
    return Member(*found)


def set_password(
    db: Session, household_id: UUID, person_id: UUID, password_hash: str, *, needs_factor: bool = False
) -> None:
    """Replace the password; every session and token of this person ends, and no browser is remembered any more.

    `needs_factor` says that it is too short to stand alone (`rules.stands_alone`): then the last factor can't go, and
    where it went in this very moment, Refused is raised; the change holds the row that removing a factor waits for.
    """
    changed = {"password_hash": password_hash, "password_needs_factor": needs_factor}
    _change(db, person_id, **changed, session_version=Person.session_version + 1)
    if needs_factor and not has_second_factor(db, person_id):
        raise Refused(TOO_SHORT_ALONE, fields={"password": TOO_SHORT_ALONE})
    events.record(db, events.PasswordChanged(household_id, person_id, person_id))


def remember_hash(db: Session, person_id: UUID, password_hash: str) -> None:
    """Keep the same password under today's settings of the hash; nobody is signed out."""
    _change(db, person_id, password_hash=password_hash)


def sign_out_everywhere(db: Session, household_id: UUID, person_id: UUID) -> None:
    """End every session and token of this person."""
    _change(db, person_id, session_version=Person.session_version + 1)
    events.record(db, events.SignedOutEverywhere(household_id, person_id))


def _known(condition: ColumnElement[bool]) -> Known | None:
    found = database.look_up(
        select(Person.id, Membership.household_id, Person.session_version, Person.password_hash)
        .join(Membership, Membership.person_id == Person.id)
        .where(condition)
        .order_by(*LATEST)
        .limit(1)
    )
    return Known(*found) if found else None


def _change(db: Session, person_id: UUID, **values: object) -> None:
    db.execute(update(Person).where(Person.id == person_id).values(**values))
