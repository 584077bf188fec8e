"""What identity keeps of people, for taking along and for leaving."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.crypto import Unreadable, WrappedKey
from mingus.core.events import AuditEntry
from mingus.core.personal_data import PersonalData, Rows
from mingus.core.tenancy import Member
from mingus.identity import fast_copy
from mingus.identity.factor_models import AuthenticatorApp, Passkey, RecoveryCode, RememberedBrowser
from mingus.identity.models import (
    FormerMembership,
    Household,
    Invitation,
    KnownDevice,
    Membership,
    OneTimeLink,
    Person,
    PersonalToken,
    RefreshToken,
    SignInSession,
)
from mingus.identity.service.operators import access_for_export

TABLES: Final = frozenset(
    {
        "people",
        "households",
        "memberships",
        "former_memberships",
        "invitations",
        "sessions",
        "refresh_tokens",
        "authenticator_apps",
        "passkeys",
        "recovery_codes",
        "passkey_challenges",  # a few minutes old at most, and of nobody in particular
        "pending_sign_ins",
        "remembered_browsers",
        "one_time_links",
        "known_devices",
        "personal_tokens",
        "data_keys",
        "operators",
        "operator_grants",
        "audit_heads",  # a count and a hash for each household
        "audit_log",  # ids and plain words only: it stays when people leave, and names nobody any more
    }
)

OF_PEOPLE: Final[dict[str, tuple[Any, ...]]] = {
    "authenticator_apps": (
        AuthenticatorApp.id,
        AuthenticatorApp.person_id,
        AuthenticatorApp.name,
        AuthenticatorApp.created_at,
        AuthenticatorApp.confirmed_at,
        AuthenticatorApp.used_at,
    ),
    "passkeys": (
        *(Passkey.id, Passkey.person_id, Passkey.name, Passkey.credential_id, Passkey.public_key),
        *(Passkey.sign_count, Passkey.transports, Passkey.created_at, Passkey.used_at),
    ),
    "recovery_codes": (RecoveryCode.person_id, RecoveryCode.created_at, RecoveryCode.used_at),
    "remembered_browsers": (
        *(RememberedBrowser.id, RememberedBrowser.person_id, RememberedBrowser.browser),
        *(RememberedBrowser.created_at, RememberedBrowser.used_at, RememberedBrowser.expires_at),
    ),
}
"""What a person may take along of how they sign in: no secret, and nothing that stands for one."""
_KEPT: Final[tuple[tuple[Any, set[str]], ...]] = (
    (SignInSession, {"id_hash"}),
    (RefreshToken, {"token_hash"}),
    (PersonalToken, {"token_hash"}),
    (Invitation, {"token_hash", "email_key"}),
    (FormerMembership, set()),
    (Membership, set()),
)
"""What belongs to a household here, with what an export leaves out."""


def export(db: Session, household_id: UUID) -> Iterator[tuple[str, Rows]]:
    """Everything about a household and its people, names opened. Secrets and their hashes stay here."""
    yield "households", _rows(db, select(*_of(Household)).where(Household.id == household_id))
    yield "people", list(_people(db, household_id))
    for model, left_out in _KEPT:
        columns = _of(model, left_out=left_out)
        yield model.__tablename__, _rows(db, select(*columns).where(model.household_id == household_id))
    for table, chosen in OF_PEOPLE.items():
        whose = chosen[0].class_.person_id.in_(_members(household_id))
        yield table, _rows(db, select(*chosen).where(whose))
    yield "operator_grants", access_for_export(db, household_id)
    links = (OneTimeLink.purpose, OneTimeLink.person_id, OneTimeLink.created_at, OneTimeLink.used_at)
    yield "one_time_links", _rows(db, select(*links).where(OneTimeLink.household_id == household_id))
    devices = select(*_of(KnownDevice, left_out={"device_hash"}))
    yield "known_devices", _rows(db, devices.where(KnownDevice.person_id.in_(_members(household_id))))
    yield "audit_log", _rows(db, select(*_of(AuditEntry, left_out={"hash"})).where(_in(AuditEntry, household_id)))


def erase(db: Session, household_id: UUID) -> None:
    """Delete the household, its people who have no other, and the keys that sealed what backups still hold."""
    leaving = list(db.scalars(_members(household_id).except_(_members_elsewhere(household_id))))
    fast_copy.forget_household(db, household_id)
    for model in (OneTimeLink, *(model for model, _ in _KEPT)):
        db.execute(delete(model).where(_in(model, household_id)))
    db.execute(delete(Person).where(Person.id.in_(leaving)))
    db.execute(delete(Household).where(Household.id == household_id))
    shredded = or_(
        (WrappedKey.owner_kind == "household") & (WrappedKey.owner_id == household_id),
        (WrappedKey.owner_kind == "person") & WrappedKey.owner_id.in_(leaving),
    )
    db.execute(delete(WrappedKey).where(shredded))
    crypto.forget("household", household_id)
    for person_id in leaving:
        crypto.forget("person", person_id)


def forget_person(db: Session, person_id: UUID) -> None:
    """Delete a person with all that hangs on them, and the key that sealed their names. Twice is the same as once."""
    fast_copy.forget_person(db, person_id)
    db.execute(delete(Person).where(Person.id == person_id))
    db.execute(delete(WrappedKey).where(WrappedKey.owner_kind == "person", WrappedKey.owner_id == person_id))
    crypto.forget("person", person_id)


def remove_member(db: Session, member: Member) -> None:
    """Take a person out of a household that stays; their sign-ins there end."""
    fast_copy.forget_person(db, member.person_id)
    for model in (SignInSession, RefreshToken, PersonalToken, Membership):
        whose = (model.household_id == member.household_id, model.person_id == member.person_id)
        db.execute(delete(model).where(*whose))


ENTRY: Final = PersonalData("identity", TABLES, export, erase)


def _people(db: Session, household_id: UUID) -> Iterator[Mapping[str, Any]]:
    secret = {"password_hash", "email_key", "session_version", "password_needs_factor"}
    for row in _rows(db, select(*_of(Person, left_out=secret)).where(Person.id.in_(_members(household_id)))):
        names = {name: _opened(db, row, f"{name}_sealed") for name in ("first_name", "last_name")}
        yield {**{name: value for name, value in row.items() if not name.endswith("_sealed")}, **names}


def _opened(db: Session, row: Mapping[str, Any], column: str) -> str | None:
    try:
        key = crypto.data_key(db, "person", row["id"])
        return key.open(row[column], table="people", column=column, row_id=row["id"])
    except Unreadable:
        return None


def _members(household_id: UUID) -> Any:
    return select(Membership.person_id).where(Membership.household_id == household_id)


def _members_elsewhere(household_id: UUID) -> Any:
    return select(Membership.person_id).where(Membership.household_id != household_id)


def _in(model: Any, household_id: UUID) -> Any:
    return model.household_id == household_id


def _of(model: Any, *, left_out: Iterable[str] = ()) -> list[Any]:
    return [column for column in model.__table__.columns if column.name not in set(left_out)]


def _rows(db: Session, statement: Any) -> list[Mapping[str, Any]]:
    return [dict(row) for row in db.execute(statement).mappings()]
