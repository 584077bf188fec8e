"""Answers and note of a check-in are one sealed text under the person's own key."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from mingus.checkins.models import CheckIn
from mingus.core import crypto

_PLACE: Final = {"table": CheckIn.__tablename__, "column": "answers_sealed"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said of a week."""

    scores: dict[str, int]
    note: str


def sealed(db: Session, person_id: UUID, check_in_id: UUID, answers: Answers) -> bytes:
    """The answers, for this check-in alone."""
    text = orjson.dumps({"scores": answers.scores, "note": answers.note}).decode()
    return crypto.data_key(db, "person", person_id).seal(text, **_PLACE, row_id=check_in_id)


def opened(db: Session, person_id: UUID, check_in_id: UUID, kept: bytes | None) -> Answers:
    """What `sealed` sealed; empty for a week that was skipped. Raises Unreadable."""
    if kept is None:
        return Answers({}, "")
    found = orjson.loads(crypto.data_key(db, "person", person_id).open(kept, **_PLACE, row_id=check_in_id))
    return Answers(found["scores"], found["note"])
