"""What stands beside a person's password: whether anything does, and what."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from mingus.identity.factor_models import AuthenticatorApp, Passkey
from mingus.identity.service.factors import apps, changing, overview, passkeys, pending, recovery, remembered

__all__ = [
    "apps",
    "changing",
    "has_second_factor",
    "overview",
    "passkeys",
    "pending",
    "recovery",
    "remembered",
]


def has_second_factor(db: Session, person_id: UUID) -> bool:
    """Whether this person has a passkey, or an authenticator app that they have confirmed."""
    return bool(db.scalar(select(second_factor_of(person_id))))


def second_factor_of(person_id: UUID) -> ColumnElement[bool]:
    """The same as a condition, for a query that asks more than this."""
    app = exists().where(AuthenticatorApp.person_id == person_id, AuthenticatorApp.confirmed_at.is_not(None))
    return or_(app, exists().where(Passkey.person_id == person_id))
