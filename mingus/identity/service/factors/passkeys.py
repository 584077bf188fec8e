"""Passkeys as they are kept: asked for with a challenge that is answered once, found by their id, counted."""

from typing import Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import security_events
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.factor_models import Passkey
from mingus.identity.rules.sites import Site
from mingus.identity.schemas.second_factors import NewPasskey, Said
from mingus.identity.service.factors import challenges
from mingus.identity.service.factors.challenges import Purpose

AT_MOST: Final = 20
TIMEOUT_MS: Final = int(challenges.LIVES.total_seconds() * 1000)
NOT_TAKEN: Final = "This passkey could not be checked. Please try again."


def ask_to_add(db: Session, member: Member, email: str, site: Site, bound_to: str) -> Said:
    """What a browser needs to make a passkey for this person; those they have are left out. Raises Refused."""
    from mingus.identity.rules import ceremonies

    known = _known(db, member.person_id)
    if len(known) >= AT_MOST:
        raise Refused(f"You have {AT_MOST} passkeys already. Remove one you no longer use first.")
    challenge = challenges.put(db, "add", bound_to)
    return ceremonies.options_to_make(site, challenge, TIMEOUT_MS, user=(member.person_id.bytes, email), known=known)


def add(db: Session, member: Member, new: NewPasskey, site: Site, bound_to: str) -> UUID:
    """Keep the passkey that the browser made. Raises Refused naming `credential` when its answer is not true."""
    from mingus.identity.rules import ceremonies

    challenge = _taken(db, "add", bound_to, new.credential)
    made = ceremonies.made(new.credential, site, challenge) if challenge else None
    if made is None or _by_credential(db, made.credential_id):
        raise Refused(NOT_TAKEN, fields={"credential": NOT_TAKEN})
    passkey_id = new_id()
    row = {"id": passkey_id, "person_id": member.person_id, "name": new.name, "created_at": now()}
    key = {"credential_id": made.credential_id, "public_key": made.public_key}
    db.execute(insert(Passkey).values(**row, **key, sign_count=made.sign_count, transports=made.transports))
    return passkey_id


def ask(db: Session, purpose: Purpose, site: Site, bound_to: str, person_id: UUID | None = None) -> Said:
    """What a browser needs to answer with a passkey: one of this person's, or whichever it has for signing in."""
    from mingus.identity.rules import ceremonies

    known = _known(db, person_id) if person_id else []
    challenge = challenges.put(db, purpose, bound_to)
    return ceremonies.options_to_answer(site, challenge, TIMEOUT_MS, known=known, alone=purpose == "sign_in")


def owner_of(db: Session, purpose: Purpose, said: Said, site: Site, bound_to: str) -> UUID | None:
    """Whose passkey answered this challenge, truly and for the first time; None when it did not.

    For signing in with nothing else, the device must have checked its owner too.
    """
    from mingus.identity.rules import ceremonies

    challenge = _taken(db, purpose, bound_to, said)
    passkey = _by_credential(db, ceremonies.credential_id_of(said))
    if challenge is None or passkey is None:
        return None
    if ceremonies.handle_of(said) not in {b"", passkey.person_id.bytes}:
        return None
    key = (passkey.public_key, passkey.sign_count)
    count = ceremonies.new_sign_count(said, site, challenge, passkey=key, alone=purpose == "sign_in")
    if count is None:
        security_events.emit("authn_passkey_refused")
        return None
    return passkey.person_id if _count(db, passkey, count) else None


def _taken(db: Session, purpose: Purpose, bound_to: str, said: Said) -> bytes | None:
    """The challenge that was answered; None when it was not asked here, too long ago, or answered before."""
    from mingus.identity.rules import ceremonies

    challenge = ceremonies.challenge_of(said)
    return challenge if challenge and challenges.take(db, purpose, bound_to, challenge) else None


def _by_credential(db: Session, credential_id: bytes) -> Row[UUID, UUID, bytes, int] | None:
    wanted = select(Passkey.id, Passkey.person_id, Passkey.public_key, Passkey.sign_count)
    return db.execute(wanted.where(Passkey.credential_id == credential_id)).one_or_none()


def _count(db: Session, passkey: Row[UUID, UUID, bytes, int], new_sign_count: int) -> bool:
    """Keep the counter, unless somebody was quicker with the same one."""
    used = (
        update(Passkey)
        .where(Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
        .values(sign_count=new_sign_count, used_at=now())
        .returning(Passkey.id)
    )
    return db.scalar(used) is not None


def _known(db: Session, person_id: UUID) -> list[tuple[bytes, str]]:
    wanted = select(Passkey.credential_id, Passkey.transports).where(Passkey.person_id == person_id)
    return [(row.credential_id, row.transports) for row in db.execute(wanted.order_by(Passkey.created_at))]
