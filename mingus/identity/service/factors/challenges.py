"""Questions put to passkeys: random, answered once, within five minutes, by the browser they were put to."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final, Literal

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from mingus.core.clock import now
from mingus.identity.factor_models import PasskeyChallenge

Purpose = Literal["add", "second", "confirm", "sign_in"]
LIVES: Final = timedelta(minutes=5)
CHALLENGE_BYTES: Final = 32


def put(db: Session, purpose: Purpose, bound_to: str) -> bytes:
    """A fresh challenge for whoever `bound_to` names: a session, a pending sign-in, a visitor."""
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    db.execute(
        insert(PasskeyChallenge).values(
            challenge_hash=_hash(challenge),
            purpose=purpose,
            bound_to=_hash(bound_to.encode()),
            expires_at=now() + LIVES,
        )
    )
    return challenge


def take(db: Session, purpose: Purpose, bound_to: str, challenge: bytes) -> bool:
    """Whether this was asked of them and not answered yet. Whatever comes of it, it will not be taken again."""
    answered = (
        delete(PasskeyChallenge)
        .where(
            PasskeyChallenge.challenge_hash == _hash(challenge),
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.bound_to == _hash(bound_to.encode()),
            PasskeyChallenge.expires_at > now(),
        )
        .returning(PasskeyChallenge.challenge_hash)
    )
    return db.scalar(answered) is not None


def _hash(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()
