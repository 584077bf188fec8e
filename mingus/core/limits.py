"""Limits that hold across processes: fixed windows counted in PostgreSQL. Keys are hashed; no address is stored."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Integer, LargeBinary, case, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from mingus.core import pruning, retention
from mingus.core.clock import now
from mingus.core.db import Base
from mingus.core.errors import TooManyRequests


class RateLimit(Base):
    """How often one key was used in its current window."""

    __tablename__ = "rate_limits"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    ends_at: Mapped[datetime]
    used: Mapped[int] = mapped_column(Integer)


def count(db: Session, key: str, *, at_most: int, within: timedelta) -> None:
    """Count one use of `key`; raises TooManyRequests from use `at_most` + 1 on, until the window ends.

    Call it in a transaction of its own, so that what fails afterwards does not give the use back.
    """
    moment = now()
    fresh = insert(RateLimit).values(key=_hashed(key), ends_at=moment + within, used=1)
    ended = RateLimit.ends_at <= moment
    statement = fresh.on_conflict_do_update(
        index_elements=[RateLimit.key],
        set_={
            "used": case((ended, 1), else_=RateLimit.used + 1),
            "ends_at": case((ended, moment + within), else_=RateLimit.ends_at),
        },
    ).returning(RateLimit.used, RateLimit.ends_at)
    used, ends_at = db.execute(statement).one()
    if used > at_most:
        raise TooManyRequests(
            "That was tried too often. Please wait a little and try again.",
            retry_after_seconds=max(1, int((ends_at - moment).total_seconds()) + 1),
        )


def prune(db: Session) -> int:
    """Forget counts whose window is over; how many."""
    old = select(RateLimit.key).where(RateLimit.ends_at < now()).limit(retention.ROWS_A_RUN)
    return len(db.scalars(delete(RateLimit).where(RateLimit.key.in_(old)).returning(RateLimit.key)).all())


def clear(db: Session, key: str) -> None:
    """Forget the uses of `key`: the right person got in."""
    db.execute(delete(RateLimit).where(RateLimit.key == _hashed(key)))


def _hashed(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


pruning.of_all("rate limits", prune)
