"""Everything that can happen in Mingus, and the audit log it is written to: one hash chain per household.

Facts are ids and plain words only, so that erasing a person leaves the chain valid. `record` is the only writer.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, Connection, Index, LargeBinary, Uuid, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from mingus.core import jobs, security_events
from mingus.core.clock import now
from mingus.core.db import Base, HouseholdId
from mingus.core.fixed import Fixed
from mingus.core.happening import Event

FIRST_HASH: Final = bytes(32)


class PersonRegistered(Event):
    person_id: UUID


class HouseholdCreated(Event):
    """A household begins; packages above prepare what it needs (default categories) in the same transaction."""


class SignedIn(Event):
    session_id: str


class SignInFailed(Event):
    """Recorded in the system's chain: whoever failed may not be who they said."""

    reason: str


class SignedOut(Event):
    session_id: str


class SignedOutEverywhere(Event):
    """Every session and token of the actor ended."""


class RefreshTokenReused(Event):
    family_id: UUID


class PasswordChanged(Event):
    person_id: UUID


class ProfileChanged(Event):
    """The actor changed what they say about themselves."""


class HouseholdChanged(Event):
    """Its name, time zone or base currency changed."""


class AccountChanged(Event):
    account_id: UUID
    change: str


class TransactionChanged(Event):
    transaction_id: UUID
    change: str


class TransferChanged(Event):
    transfer_id: UUID
    change: str


class TransfersMatched(Event):
    """Mingus found this many transfers at once, after an import."""

    count: int


class CategoryChanged(Event):
    category_id: UUID
    change: str


class RuleChanged(Event):
    rule_id: UUID
    change: str


class RuleApplied(Event):
    """A person's rule filed this many rows that were there already."""

    rule_id: UUID
    count: int


class ImportChanged(Event):
    import_id: UUID
    change: str


class GoalChanged(Event):
    goal_id: UUID
    change: str


class GoalReached(Event):
    goal_id: UUID


class DataExported(Event):
    format: str


class DatabaseCleaned(Event):
    """What `mingus db clean --apply` removed: in the system's chain."""

    households: int
    orphans: int
    tables: int


class AuditEntry(Base):
    """One line of the audit log. The application may add lines and read them, never change or delete one.

    `about_id` repeats the first id among the facts, so that one thing's history can be found by an index: row-level
    security keeps PostgreSQL from looking into `facts` before it has checked the household.
    """

    __tablename__ = "audit_log"
    __table_args__ = (Index("audit_log_about", "household_id", "about_id", "number"),)

    household_id: Mapped[HouseholdId]
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    event: Mapped[str]
    actor_id: Mapped[UUID | None]
    about_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    happened_at: Mapped[datetime]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditHead(Base):
    """The newest line of each chain; its row lock makes the chain one line, whoever writes."""

    __tablename__ = "audit_heads"

    household_id: Mapped[HouseholdId]
    number: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class Line(NamedTuple):
    """What a line says, before it is written."""

    household_id: UUID
    number: int
    event: str
    actor_id: UUID | None
    facts: dict[str, Any]
    happened_at: datetime


_LOCK: Final = Fixed(
    select(AuditHead.number, AuditHead.hash)
    .where(AuditHead.household_id == bindparam("household_id", type_=Uuid()))
    .with_for_update()
)
_BEGIN: Final = Fixed[int](
    text(
        "INSERT INTO audit_heads (household_id, number, hash) VALUES (:household_id, 0, :hash)"
        " ON CONFLICT DO NOTHING RETURNING 0"
    )
)
_WRITE: Final = Fixed[int](
    text(
        "WITH line AS (INSERT INTO audit_log"
        " (household_id, number, event, actor_id, about_id, facts, happened_at, hash) VALUES"
        " (:household_id, :number, :event, :actor_id, :about_id, CAST(:facts AS jsonb), :happened_at, :hash))"
        " UPDATE audit_heads SET number = :number, hash = :hash WHERE household_id = :household_id RETURNING 0"
    )
)

_reactions: dict[type[Event], list[str]] = defaultdict(list)
_listeners: dict[type[Event], list[Callable[[Session, Any], None]]] = defaultdict(list)


def when(event: type[Event], job_name: str) -> None:
    """Run the job `job_name` with the event's facts whenever `event` happens, once it has committed."""
    _reactions[event].append(job_name)


def within(event: type[Event], listener: Callable[[Session, Any], None]) -> None:
    """Call `listener(db, event)` inside the transaction that records `event`; if it fails, nothing happened."""
    _listeners[event].append(listener)


def record(db: Session, event: Event) -> None:
    """Add `event` to its household's chain and queue every reaction, all in this transaction."""
    db.flush()  # whatever was changed before this line is written before the chain is locked
    connection = db.connection()
    number, previous = _lock_head(connection, event.household_id)
    facts: dict[str, Any] = {name: _plain(fact) for name, fact in event.facts.items()}
    entry = Line(event.household_id, number + 1, type(event).__name__, event.actor_id, facts, now())
    values = {**entry._asdict(), "about_id": _about(event), "facts": orjson.dumps(facts).decode()}
    _WRITE.rows(connection, {**values, "hash": chained_hash(previous, entry)})
    security_events.audited(entry.event, event.actor_id)
    for listener in _listeners[type(event)]:
        listener(db, event)
    for job_name in _reactions[type(event)]:
        jobs.enqueue(db, job_name, household_id=event.household_id, **facts)


def chained_hash(previous: bytes, entry: AuditEntry | Line) -> bytes:
    """SHA-256 over the line before and everything this line says, in one canonical form."""
    said = [
        str(entry.household_id),
        entry.number,
        entry.event,
        _plain(entry.actor_id),
        entry.facts,
        entry.happened_at.isoformat(timespec="microseconds"),
    ]
    return hashlib.sha256(previous + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()


def history(db: Session, household_id: UUID, about_id: UUID, *, at_most: int = 100) -> list[AuditEntry]:
    """What happened to one thing of a household, newest first."""
    lines = select(AuditEntry).where(AuditEntry.household_id == household_id, AuditEntry.about_id == about_id)
    return list(db.scalars(lines.order_by(AuditEntry.number.desc()).limit(at_most)))


def first_broken_line(db: Session, household_id: UUID) -> int | None:
    """The number of the first line that does not follow from the one before; None when the chain is whole."""
    previous, number = FIRST_HASH, 0
    lines = select(AuditEntry).where(AuditEntry.household_id == household_id).order_by(AuditEntry.number)
    for entry in db.scalars(lines.execution_options(yield_per=1000)):
        number += 1
        if entry.number != number or entry.hash != chained_hash(previous, entry):
            return number
        previous = entry.hash
    head = db.scalar(select(AuditHead.hash).where(AuditHead.household_id == household_id))
    return None if (head or FIRST_HASH) == previous else number + 1


def length(db: Session, household_id: UUID) -> int:
    """How many lines a chain has."""
    return db.scalar(select(func.count()).where(AuditEntry.household_id == household_id)) or 0


def _lock_head(connection: Connection, household_id: UUID) -> tuple[int, bytes]:
    """The number and hash of the newest line, which stays the newest until this transaction has ended."""
    wanted = {"household_id": household_id}
    found = _LOCK.rows(connection, wanted)
    if not found:
        _BEGIN.rows(connection, {**wanted, "hash": FIRST_HASH})
        found = _LOCK.rows(connection, wanted)
    number, last = found[0]
    return number, last


def _about(event: Event) -> UUID | None:
    return next((fact for fact in event.facts.values() if isinstance(fact, UUID)), None)


def _plain(value: object) -> str | int | bool | None:
    return value if value is None or isinstance(value, str | int | bool) else str(value)
