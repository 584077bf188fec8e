"""Factors that come and go: what a change brings along, and when one may not go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mingus.core import events, factor_events
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.identity.factor_models import AuthenticatorApp, Passkey
from mingus.identity.models import Person
from mingus.identity.rules.passwords import MIN_CHARACTERS
from mingus.identity.service import notices
from mingus.identity.service.factors import recovery, remembered

Kind = Literal["app", "passkey"]
TABLES: Final[dict[Kind, type[AuthenticatorApp] | type[Passkey]]] = {"app": AuthenticatorApp, "passkey": Passkey}
LONGER_FIRST: Final = (
    f"Your password has fewer than {MIN_CHARACTERS} characters, which is enough only beside a second factor."
    " Choose a longer password first."
)


@dataclass(frozen=True)
class Added:
    """A new factor. `recovery_codes` are made with the first one and shown once; later ones bring none."""

    factor_id: UUID
    recovery_codes: tuple[str, ...] = ()


def added(db: Session, member: Member, kind: Kind, factor_id: UUID) -> Added:
    """What follows from a new factor: browsers are asked again, and the first brings recovery codes."""
    events.record(db, factor_events.FactorAdded(member.household_id, member.person_id, factor_id, kind))
    notices.tell(db, member, "factor_added")
    remembered.forget(db, member)
    codes = [] if recovery.left(db, member.person_id) else recovery.make(db, member)
    return Added(factor_id, tuple(codes))


def remove(db: Session, member: Member, kind: Kind, factor_id: UUID) -> None:
    """Take a factor away; with the last one the recovery codes go. Raises NotFound, Refused for a short password."""
    person = _locked(db, member.person_id)
    table = TABLES[kind]
    mine = delete(table).where(table.person_id == member.person_id, table.id == factor_id)
    if db.scalar(mine.returning(table.id)) is None:
        raise NotFound("There is no such factor any more.")
    if how_many(db, member.person_id) == 0:
        if person.password_needs_factor:
            raise Refused(LONGER_FIRST)
        recovery.forget(db, member.person_id)
    remembered.forget(db, member)
    events.record(db, factor_events.FactorRemoved(member.household_id, member.person_id, member.person_id, kind))
    notices.tell(db, member, "factor_removed")


def remove_all(db: Session, member: Member) -> int:
    """When a person has lost everything, or none of it was theirs. How many there were; Refused as above."""
    person, count = _locked(db, member.person_id), how_many(db, member.person_id)
    if count and person.password_needs_factor:
        raise Refused(LONGER_FIRST)
    for table in (AuthenticatorApp, Passkey):
        db.execute(delete(table).where(table.person_id == member.person_id))
    recovery.forget(db, member.person_id)
    remembered.forget(db, member)
    if count:
        events.record(db, factor_events.FactorRemoved(member.household_id, None, member.person_id, "all"))
        notices.tell(db, member, "factor_removed")
    return count


def remove_since(db: Session, member: Member, moment: datetime) -> int:
    """Take away what was added since, by somebody else as it turned out, and codes made since. How many factors."""
    _locked(db, member.person_id)
    count = 0
    for table in (AuthenticatorApp, Passkey):
        fresh = delete(table).where(table.person_id == member.person_id, table.created_at >= moment)
        count += len(db.scalars(fresh.returning(table.id)).all())
    recovery.forget_since(db, member.person_id, moment)
    if how_many(db, member.person_id) == 0:
        recovery.forget(db, member.person_id)
    if count:
        remembered.forget(db, member)
        events.record(db, factor_events.FactorRemoved(member.household_id, None, member.person_id, "all since"))
        notices.tell(db, member, "factor_removed")
    return count


def how_many(db: Session, person_id: UUID) -> int:
    """How many factors stand beside the password; an app that was never confirmed is none."""
    apps = select(func.count()).where(
        AuthenticatorApp.person_id == person_id, AuthenticatorApp.confirmed_at.is_not(None)
    )
    passkeys = select(func.count()).where(Passkey.person_id == person_id)
    return (db.scalar(apps) or 0) + (db.scalar(passkeys) or 0)


def _locked(db: Session, person_id: UUID) -> Person:
    """The person's row, held until the end: of two who each remove one of the last two, the second sees the first."""
    return db.scalars(select(Person).where(Person.id == person_id).with_for_update()).one()
