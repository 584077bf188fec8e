"""Recovery codes: ten of 140 bits, shown once. Each opens once, and replaces whatever else a person has lost."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import crypto, events, factor_events
from mingus.core.clock import now
from mingus.core.tenancy import Member
from mingus.identity.factor_models import RecoveryCode
from mingus.identity.rules.one_time_codes import RECOVERY_ALPHABET, RECOVERY_CHARACTERS, grouped, recovery_form
from mingus.identity.schemas import Whose
from mingus.identity.service import notices

HOW_MANY = 10


def make(db: Session, member: Member) -> list[str]:
    """Ten new codes, which nobody can show again; those before are worth nothing."""
    forget(db, member.person_id)
    plain = ["".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_CHARACTERS)) for _ in range(HOW_MANY)]
    moment = now()
    rows = [
        {"person_id": member.person_id, "code_hash": _hash(db, member.person_id, code), "created_at": moment}
        for code in plain
    ]
    db.execute(insert(RecoveryCode), rows)
    events.record(db, factor_events.RecoveryCodesMade(member.household_id, member.person_id))
    return [grouped(code).replace(" ", "-") for code in plain]


def spend(db: Session, whose: Whose, typed: str) -> bool:
    """Whether this is a code of the person that was never used; of two who try at once one is right."""
    code = recovery_form(typed)
    if len(code) != RECOVERY_CHARACTERS:
        return False
    spent = (
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == whose.person_id,
            RecoveryCode.code_hash == _hash(db, whose.person_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.person_id)
    )
    if db.scalar(spent) is None:
        return False
    remaining = left(db, whose.person_id)
    events.record(db, factor_events.RecoveryCodeUsed(whose.household_id, whose.person_id, remaining))
    notices.tell(db, whose, "recovery_code_used")
    return True


def left(db: Session, person_id: UUID) -> int:
    """How many codes the person may still use."""
    unused = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return db.scalar(unused) or 0


def forget(db: Session, person_id: UUID) -> None:
    """Make every code of the person worth nothing."""
    db.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


def forget_since(db: Session, person_id: UUID, moment: datetime) -> None:
    """Make codes that were made since worth nothing."""
    db.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id, RecoveryCode.created_at >= moment))


def _hash(db: Session, person_id: UUID, code: str) -> bytes:
    key = crypto.data_key(db, "person", person_id)
    return key.keyed_hash(code, table="recovery_codes", column="code_hash")
