"""Sending the same write twice makes one thing: the first answer is kept for a day and given again.

The key comes from the caller (`Idempotency-Key`). It belongs to one person in one household, so keys never collide
between people, and the kept answers lie behind row-level security like everything else of the household.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from flask import Request
from sqlalchemy import LargeBinary, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from mingus.core import personal_data, pruning, retention
from mingus.core.clock import now
from mingus.core.db import Base, HouseholdId
from mingus.core.errors import Refused
from mingus.core.tenancy import Member

KEPT: Final = retention.IDEMPOTENCY_KEYS
MAX_KEY_CHARACTERS: Final = 255


class KeptAnswer(Base):
    """What a write answered the first time. `request_hash` tells a retry from another request under the same key."""

    __tablename__ = "idempotency_keys"

    household_id: Mapped[HouseholdId]
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request: the key its sender chose (None: no key was sent), and everything that makes it this request."""

    key: str | None
    said: bytes


def attempt_of(request: Request) -> Attempt:
    """This request as an attempt: method, address and body make it the same request when it comes again."""
    said = f"{request.method} {request.full_path}\n".encode() + request.get_data()
    return Attempt(request.headers.get("Idempotency-Key"), said)


def once(db: Session, member: Member, attempt: Attempt, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` answers, called once per key: a retry gets the kept answer, also while the first is still at work.

    Raises Refused when the key was used for another request. If `make` raises, the transaction rolls back, the key
    with it, and the caller may try again.
    """
    if attempt.key is None:
        return make()
    if not 0 < len(attempt.key) <= MAX_KEY_CHARACTERS:
        raise _refused(f"An Idempotency-Key has 1 to {MAX_KEY_CHARACTERS} characters.")
    key_hash, request_hash = _hash(attempt.key.encode()), _hash(attempt.said)
    if not _claim(db, member, key_hash, request_hash):
        return _kept(db, member, key_hash, request_hash)
    answer = make()
    db.execute(update(KeptAnswer).where(*_mine(member, key_hash)).values(answer=answer))
    return answer


def prune(db: Session, household_id: UUID) -> int:
    """Forget this household's answers that are older than a day; how many."""
    mine = (KeptAnswer.household_id == household_id, KeptAnswer.created_at < now() - KEPT)
    old = select(KeptAnswer.person_id, KeptAnswer.key_hash).where(*mine).limit(retention.ROWS_A_RUN)
    gone = delete(KeptAnswer).where(*mine, tuple_(KeptAnswer.person_id, KeptAnswer.key_hash).in_(old))
    return len(db.scalars(gone.returning(KeptAnswer.key_hash)).all())


def _claim(db: Session, member: Member, key_hash: bytes, request_hash: bytes) -> bool:
    """Whether we are the first; a second request with the same key waits here until the first has committed."""
    db.execute(delete(KeptAnswer).where(*_mine(member, key_hash), KeptAnswer.created_at < now() - KEPT))
    fresh = insert(KeptAnswer).values(
        household_id=member.household_id,
        person_id=member.person_id,
        key_hash=key_hash,
        request_hash=request_hash,
        created_at=now(),
    )
    return db.scalar(fresh.on_conflict_do_nothing().returning(KeptAnswer.key_hash)) is not None


def _kept(db: Session, member: Member, key_hash: bytes, request_hash: bytes) -> dict[str, Any]:
    known = db.execute(select(KeptAnswer.request_hash, KeptAnswer.answer).where(*_mine(member, key_hash))).one()
    if known.request_hash != request_hash:
        raise _refused("This Idempotency-Key was already used for another request.")
    assert known.answer is not None  # committed together with the key
    return dict(known.answer)


def _mine(member: Member, key_hash: bytes) -> tuple[Any, ...]:
    return (
        KeptAnswer.household_id == member.household_id,
        KeptAnswer.person_id == member.person_id,
        KeptAnswer.key_hash == key_hash,
    )


def _hash(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()


def _refused(message: str) -> Refused:
    return Refused(message, fields={"Idempotency-Key": message})


def _erase(db: Session, household_id: UUID) -> None:
    db.execute(delete(KeptAnswer).where(KeptAnswer.household_id == household_id))


personal_data.register(
    personal_data.PersonalData(
        package="core.idempotency",
        tables=frozenset({KeptAnswer.__tablename__}),
        export=lambda _db, _household_id: (),  # copies of answers; the things themselves are exported by their packages
        erase=_erase,
    )
)
pruning.of_each_household("idempotency keys", prune)
