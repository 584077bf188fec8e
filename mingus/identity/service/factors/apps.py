"""Authenticator apps: their secrets are sealed with the person's key, and each of their codes opens once."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.clock import now
from mingus.core.crypto import Unreadable
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.factor_models import AuthenticatorApp
from mingus.identity.rules import one_time_codes

AT_MOST = 5
WRONG = "This code is not right. Type the six digits that the app shows now."


def begin(db: Session, member: Member, name: str) -> UUID:
    """Make a secret for an app to be set up; one begun before and never confirmed is forgotten."""
    import pyotp

    confirmed = select(func.count()).where(_whose(member), AuthenticatorApp.confirmed_at.is_not(None))
    if (db.scalar(confirmed) or 0) >= AT_MOST:
        raise Refused(f"You have {AT_MOST} authenticator apps already. Remove one you no longer use first.")
    db.execute(delete(AuthenticatorApp).where(_whose(member), AuthenticatorApp.confirmed_at.is_(None)))
    app_id = new_id()
    key = crypto.data_key(db, "person", member.person_id)
    sealed = key.seal(pyotp.random_base32(), table="authenticator_apps", column="secret_sealed", row_id=app_id)
    row = {"id": app_id, "person_id": member.person_id, "name": name, "secret_sealed": sealed}
    db.execute(insert(AuthenticatorApp).values(**row, last_counter=0, created_at=now()))
    return app_id


def secret_to_set_up(db: Session, member: Member, app_id: UUID) -> str:
    """The secret, as long as the app is not confirmed: afterwards nobody sees it again. Raises NotFound."""
    wanted = select(AuthenticatorApp.secret_sealed).where(
        _whose(member), AuthenticatorApp.id == app_id, AuthenticatorApp.confirmed_at.is_(None)
    )
    sealed = db.scalar(wanted)
    if sealed is None:
        raise NotFound("This app is set up already, or its time was over. Begin again.")
    return _opened(db, member.person_id, app_id, sealed)


def confirm(db: Session, member: Member, app_id: UUID, code: str) -> None:
    """From now on the app counts, and this code is spent. Raises NotFound, Refused naming `code`."""
    step = one_time_codes.matching_step(secret_to_set_up(db, member, app_id), code, now())
    if step is None:
        raise Refused(WRONG, fields={"code": WRONG})
    moment = now()
    confirmed = (
        update(AuthenticatorApp)
        .where(_whose(member), AuthenticatorApp.id == app_id, AuthenticatorApp.confirmed_at.is_(None))
        .values(confirmed_at=moment, used_at=moment, last_counter=step)
        .returning(AuthenticatorApp.id)
    )
    if db.scalar(confirmed) is None:
        raise NotFound("This app is set up already, or its time was over. Begin again.")


def spend(db: Session, person_id: UUID, code: str) -> bool:
    """Whether one of the person's apps shows this code now, and nobody has used it: of two at once one is right."""
    moment = now()
    wanted = select(AuthenticatorApp.id, AuthenticatorApp.secret_sealed)
    for app in db.execute(
        wanted.where(AuthenticatorApp.person_id == person_id, AuthenticatorApp.confirmed_at.is_not(None))
    ).all():
        step = one_time_codes.matching_step(_opened(db, person_id, app.id, app.secret_sealed), code, moment)
        if step is not None and _is_first(db, app.id, step):
            return True
    return False


def _is_first(db: Session, app_id: UUID, step: int) -> bool:
    spent = (
        update(AuthenticatorApp)
        .where(AuthenticatorApp.id == app_id, AuthenticatorApp.last_counter < step)
        .values(last_counter=step, used_at=now())
        .returning(AuthenticatorApp.id)
    )
    return db.scalar(spent) is not None


def _opened(db: Session, person_id: UUID, app_id: UUID, sealed: bytes) -> str:
    try:
        key = crypto.data_key(db, "person", person_id)
        return key.open(sealed, table="authenticator_apps", column="secret_sealed", row_id=app_id)
    except Unreadable:
        raise Refused("This authenticator app can’t be read any more. Use another way, or a recovery code.") from None


def _whose(member: Member) -> ColumnElement[bool]:
    return AuthenticatorApp.person_id == member.person_id
