"""What people say about themselves and their household."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mingus.core import crypto, events
from mingus.core.crypto import Unreadable
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person
from mingus.identity.schemas import Names, Profile, SettingsView
from mingus.identity.schemas.households import HouseholdChanges
from mingus.identity.service import households


def settings_of(db: Session, member: Member) -> SettingsView:
    """Everything the settings page shows."""
    found = db.execute(
        select(
            Person.email,
            Person.first_name_sealed,
            Person.last_name_sealed,
            Household.name,
            Household.time_zone,
            Household.currency,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Person.id == member.person_id, Membership.household_id == member.household_id)
    ).one()
    first = _opened(db, found.first_name_sealed, "first_name_sealed", member)
    last = _opened(db, found.last_name_sealed, "last_name_sealed", member)
    return SettingsView(
        id=member.person_id,
        email=found.email,
        first_name=first,
        last_name=last,
        household_name=found.name,
        time_zone=found.time_zone,
        currency=found.currency,
    )


def change_names(db: Session, member: Member, names: Names) -> SettingsView:
    """Change the names that are given; the profile as it is afterwards."""
    _write_names(db, member, {"first_name": names.first_name, "last_name": names.last_name})
    return settings_of(db, member)


def change_profile(db: Session, member: Member, profile: Profile) -> None:
    """Change names, household name, time zone and base currency at once. Raises Forbidden for all but the owner."""
    _write_names(db, member, {"first_name": profile.first_name, "last_name": profile.last_name})
    household = {"name": profile.household_name, "time_zone": profile.time_zone, "currency": profile.currency}
    households.change(db, member, HouseholdChanges.model_validate(household))


def _write_names(db: Session, member: Member, names: dict[str, str | None]) -> None:
    key = crypto.data_key(db, "person", member.person_id)
    sealed = {
        f"{name}_sealed": key.seal(value, table="people", column=f"{name}_sealed", row_id=member.person_id)
        for name, value in names.items()
        if value is not None
    }
    if sealed:
        db.execute(update(Person).where(Person.id == member.person_id).values(**sealed))
        events.record(db, events.ProfileChanged(member.household_id, member.person_id))


def _opened(db: Session, sealed: bytes, column: str, member: Member) -> str:
    try:
        key = crypto.data_key(db, "person", member.person_id)
        return key.open(sealed, table="people", column=column, row_id=member.person_id)
    except Unreadable:
        return ""  # the page works without a name; the form asks for it again
