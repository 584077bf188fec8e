"""The one row that a person's profile is: read, locked, its sealed words opened and sealed again."""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.clock import now
from mingus.core.crypto import Unreadable
from mingus.core.db import read
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Reader
from mingus.profile.models import Profile

_ROW: Final = Fixed(  # built once, for the first page
    select(*Profile.__table__.columns).where(Profile.person_id == bindparam("person_id"))
)
_PLACE: Final = {"table": "profiles", "column": "facts_sealed"}


@dataclass
class Words:
    """What is sealed: answers by question, and the questions somebody would rather not answer."""

    said: dict[str, Any] = field(default_factory=dict, repr=False)
    declined: set[str] = field(default_factory=set)


def row_asked(person_id: UUID) -> Asked:
    """What `row_of` reads, for a glance."""
    return _ROW, {"person_id": person_id}


def row_of(db: Reader, person_id: UUID) -> Row[Any] | None:
    """The person's row; None before they have said anything. The transaction must name them."""
    found = read(db, *row_asked(person_id))
    return found[0] if found else None


def locked(db: Session, person_id: UUID) -> Profile:
    """The person's row, made if need be and locked until commit. The transaction must name them."""
    moment = now()
    fresh = insert(Profile).values(person_id=person_id, steps={}, created_at=moment, updated_at=moment)
    db.execute(fresh.on_conflict_do_nothing())
    return db.scalars(select(Profile).where(Profile.person_id == person_id).with_for_update()).one()


def opened(db: Session, row: Profile | Row[Any]) -> Words:
    """The sealed words; nothing where they do not open, for a page works without and asks again."""
    if row.facts_sealed is None:
        return Words()
    try:
        key = crypto.data_key(db, "person", row.person_id)
        found = orjson.loads(key.open(row.facts_sealed, **_PLACE, row_id=row.person_id))
    except Unreadable:
        return Words()
    return Words(found["said"], set(found["declined"]))


def seal(db: Session, row: Profile, words: Words) -> None:
    """Write the words into the locked row."""
    text = orjson.dumps({"said": words.said, "declined": sorted(words.declined)}).decode()
    row.facts_sealed = crypto.data_key(db, "person", row.person_id).seal(text, **_PLACE, row_id=row.person_id)
