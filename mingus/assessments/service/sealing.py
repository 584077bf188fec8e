"""Answers are sealed: a person's under their own key, a visitor's under a key that only their browser's token gives."""

import hashlib
import secrets
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from mingus.assessments.models import Attempt, VisitorAttempt
from mingus.core import crypto
from mingus.core.crypto.sealing import derive

Answers = dict[str, Any]

_TOKEN_BYTES: Final = 32
_PURPOSE: Final = b"mingus/visitor-answers/v1"
_PERSONS: Final = {"table": Attempt.__tablename__, "column": "answers_sealed"}
_VISITORS: Final = {"table": VisitorAttempt.__tablename__, "column": "answers_sealed"}


def sealed(db: Session, person_id: UUID, attempt_id: UUID, answers: Answers) -> bytes:
    """A person's answers, for this attempt alone."""
    return crypto.data_key(db, "person", person_id).seal(_text(answers), **_PERSONS, row_id=attempt_id)


def opened(db: Session, person_id: UUID, attempt_id: UUID, kept: bytes) -> Answers:
    """What `sealed` sealed. Raises Unreadable."""
    plain = crypto.data_key(db, "person", person_id).open(kept, **_PERSONS, row_id=attempt_id)
    return dict(orjson.loads(plain))


def new_token() -> str:
    """What a visitor's browser keeps. We keep its hash, so that nobody here can open what they answered."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """How a token is found again."""
    return hashlib.sha256(token.encode()).digest()


def sealed_for_visitor(token: str, attempt_id: UUID, answers: Answers) -> bytes:
    """A visitor's answers, for this attempt alone."""
    return _visitors_key(token).seal(_text(answers), **_VISITORS, row_id=attempt_id)


def opened_for_visitor(token: str, attempt_id: UUID, kept: bytes) -> Answers:
    """What `sealed_for_visitor` sealed. Raises Unreadable for any other token."""
    return dict(orjson.loads(_visitors_key(token).open(kept, **_VISITORS, row_id=attempt_id)))


def _visitors_key(token: str) -> crypto.DataKey:
    return crypto.DataKey("visitor", derive(token.encode(), _PURPOSE))


def _text(answers: Answers) -> str:
    return orjson.dumps(answers).decode()
