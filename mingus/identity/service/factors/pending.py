"""Sign-ins between the password and the second factor. Their token opens the second step alone, for ten minutes."""

import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mingus.core.clock import now
from mingus.core.db import look_up
from mingus.identity.factor_models import PendingSignIn
from mingus.identity.models import Person
from mingus.identity.schemas import Known
from mingus.identity.service.sessions import TOKEN_BYTES, hash_of

LIVES: Final = timedelta(minutes=10)
PREFIX: Final = "mg_pending_"


def begin(db: Session, known: Known) -> str:
    """The password was right: what this browser or program shows at the second step."""
    token, moment = PREFIX + secrets.token_urlsafe(TOKEN_BYTES), now()
    whose = {"person_id": known.person_id, "household_id": known.household_id}
    row = {"token_hash": hash_of(token), "session_version": known.session_version, "created_at": moment}
    db.execute(insert(PendingSignIn).values(**whose, **row, expires_at=moment + LIVES))
    return token


def whose(token: str) -> Known | None:
    """Who gave the right password; None when it was too long ago, or everything of theirs has ended since."""
    found = look_up(
        select(PendingSignIn.person_id, PendingSignIn.household_id, PendingSignIn.session_version)
        .join(Person, Person.id == PendingSignIn.person_id)
        .where(
            PendingSignIn.token_hash == hash_of(token),
            PendingSignIn.expires_at > now(),
            PendingSignIn.session_version == Person.session_version,
        )
    )
    return Known(found.person_id, found.household_id, found.session_version, "") if found else None


def finish(db: Session, token: str) -> bool:
    """Take it, once: of two who finish at once one gets in."""
    over = delete(PendingSignIn).where(PendingSignIn.token_hash == hash_of(token), PendingSignIn.expires_at > now())
    return db.scalar(over.returning(PendingSignIn.token_hash)) is not None
