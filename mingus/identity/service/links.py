"""Links in mails that do one thing, once. The link holds 256 random bits; the database knows their hash only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import crypto, settings
from mingus.core.clock import now
from mingus.core.db import look_up
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.identity.models import OneTimeLink, Person
from mingus.identity.rules.links import LASTS, Purpose, Standing, binding
from mingus.identity.schemas import Whose

TOKEN_BYTES: Final = 32
ENDED: Final = "This link has ended or was used already. Please ask for a new one."


@dataclass(frozen=True)
class Link:
    """A link that is good, and whose it is."""

    id: UUID
    purpose: Purpose
    person_id: UUID
    household_id: UUID
    address_sealed: bytes | None
    created_at: datetime


def issue(db: Session, purpose: Purpose, whose: Whose, *, address: str | None = None) -> str:
    """The address of a new link; those before it for the same purpose end, but for the way back from a change."""
    if purpose is not Purpose.UNDO_EMAIL_CHANGE:
        end(db, whose.person_id, purpose)
    token, link_id, moment = secrets.token_urlsafe(TOKEN_BYTES), new_id(), now()
    db.execute(
        insert(OneTimeLink).values(
            id=link_id,
            token_hash=_hash_of(token),
            purpose=purpose.value,
            person_id=whose.person_id,
            household_id=whose.household_id,
            bound_to=binding(purpose, _standing(db, whose.person_id)),
            address_sealed=_sealed(db, whose.person_id, link_id, address),
            created_at=moment,
            expires_at=moment + LASTS[purpose],
        )
    )
    return settings.link(f"{purpose.path}/{token}")


def look(purpose: Purpose, token: str) -> Link | None:
    """The link when it is still good, without using it up. One round trip, outside any transaction."""
    return _good(purpose, look_up(_wanted(purpose, token)))


def spend(db: Session, purpose: Purpose, token: str) -> Link:
    """Use a link up. Of two who try at once one gets it; the other, and whoever comes late, is Refused."""
    link = _good(purpose, db.execute(_wanted(purpose, token).with_for_update()).one_or_none())
    if link is None:
        raise Refused(ENDED)
    db.execute(update(OneTimeLink).where(OneTimeLink.id == link.id).values(used_at=now()))
    return link


def end(db: Session, person_id: UUID, *purposes: Purpose) -> None:
    """Make every open link of these purposes useless."""
    db.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.person_id == person_id,
            OneTimeLink.purpose.in_([purpose.value for purpose in purposes]),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=now())
    )


def address_of(db: Session, link: Link) -> str:
    """The address that a link makes theirs."""
    assert link.address_sealed is not None, link.purpose
    key = crypto.data_key(db, "person", link.person_id)
    return key.open(link.address_sealed, table="one_time_links", column="address_sealed", row_id=link.id)


def _wanted(purpose: Purpose, token: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            OneTimeLink.id,
            OneTimeLink.person_id,
            OneTimeLink.household_id,
            OneTimeLink.address_sealed,
            OneTimeLink.created_at,
            OneTimeLink.bound_to,
            Person.email_key,
            Person.session_version,
            Person.password_hash,
        )
        .join(Person, Person.id == OneTimeLink.person_id)
        .where(
            OneTimeLink.token_hash == _hash_of(token),
            OneTimeLink.purpose == purpose.value,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
        )
    )


def _good(purpose: Purpose, row: Row[*tuple[Any, ...]] | None) -> Link | None:
    if row is None or row.bound_to != binding(purpose, Standing(row.email_key, row.session_version, row.password_hash)):
        return None
    return Link(row.id, purpose, row.person_id, row.household_id, row.address_sealed, row.created_at)


def _standing(db: Session, person_id: UUID) -> Standing:
    columns = select(Person.email_key, Person.session_version, Person.password_hash)
    return Standing(*db.execute(columns.where(Person.id == person_id)).one())


def _sealed(db: Session, person_id: UUID, link_id: UUID, address: str | None) -> bytes | None:
    if address is None:
        return None
    key = crypto.data_key(db, "person", person_id)
    return key.seal(address, table="one_time_links", column="address_sealed", row_id=link_id)


def _hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
