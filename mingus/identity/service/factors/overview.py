"""Everything that stands beside a person's password, as the settings show it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.identity.factor_models import AuthenticatorApp, Passkey
from mingus.identity.schemas.second_factors import FactorsView, FactorView, RememberedView
from mingus.identity.service.factors import recovery, remembered
from mingus.identity.service.factors.changing import Kind


def of(db: Session, person_id: UUID) -> FactorsView:
    """Apps, passkeys, remembered browsers, and how many recovery codes are left."""
    apps, passkeys = _views(db, AuthenticatorApp, person_id), _views(db, Passkey, person_id)
    return FactorsView(
        has_second_factor=bool(apps or passkeys),
        apps=apps,
        passkeys=passkeys,
        recovery_codes_left=recovery.left(db, person_id),
        remembered=[
            RememberedView(id=row.id, browser=row.browser, used_at=row.used_at, expires_at=row.expires_at)
            for row in remembered.all_of(db, person_id)
        ],
    )


def kinds(db: Session, person_id: UUID) -> frozenset[Kind]:
    """Which kinds of factor this person can show."""
    apps = select(AuthenticatorApp.id).where(
        AuthenticatorApp.person_id == person_id, AuthenticatorApp.confirmed_at.is_not(None)
    )
    passkeys = select(Passkey.id).where(Passkey.person_id == person_id)
    found: set[Kind] = set()
    if db.scalar(apps.limit(1)):
        found.add("app")
    if db.scalar(passkeys.limit(1)):
        found.add("passkey")
    return frozenset(found)


def _views(db: Session, table: type[AuthenticatorApp] | type[Passkey], person_id: UUID) -> list[FactorView]:
    wanted = select(table.id, table.name, table.created_at, table.used_at).where(table.person_id == person_id)
    if table is AuthenticatorApp:
        wanted = wanted.where(AuthenticatorApp.confirmed_at.is_not(None))
    return [
        FactorView(id=row.id, name=row.name, created_at=row.created_at, used_at=row.used_at)
        for row in db.execute(wanted.order_by(table.created_at))
    ]
