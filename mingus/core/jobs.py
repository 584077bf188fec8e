"""Work for later. A job is a row written in the transaction that causes it, so it exists exactly when its cause does.

Procrastinate stands behind these three functions and nobody else imports it but the worker. Jobs run at least once:
every handler must be safe to run twice.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from mingus.core.clock import now
from mingus.core.db import Base

QUEUES: Final = ("critical", "default", "bulk")
MAX_ATTEMPTS: Final = 5


@dataclass(frozen=True)
class Handler:
    """What the worker calls for a job of this name."""

    name: str
    run: Callable[..., None]
    queue: str


@dataclass(frozen=True)
class Periodic:
    """What the worker calls by the clock: at `cron`, unless it was done less than `at_most_every` ago."""

    name: str
    run: Callable[[], None]
    cron: str
    at_most_every: timedelta


class JobRun(Base):
    """When a periodic job was last done; a check asks for its age."""

    __tablename__ = "job_runs"

    name: Mapped[str] = mapped_column(primary_key=True)
    finished_at: Mapped[datetime]


class WorkerHeartbeat(Base):
    """When each worker last said that it is there; readiness reads it."""

    __tablename__ = "worker_heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
    version: Mapped[str]


_handlers: dict[str, Handler] = {}
_periodic: dict[str, Periodic] = {}

# Procrastinate's own defer function, called directly so that it runs on the business connection in one round trip.
# NOT EXISTS spares the common double; a race ends in its unique index, caught at the savepoint.
_DEFER = text(
    """
    SELECT procrastinate_defer_jobs_v1(ARRAY[
      ROW(:queue, :name, 0, NULL, :key, CAST(:args AS jsonb), CAST(:due_at AS timestamptz))
    ]::procrastinate_job_to_defer_v1[])
    WHERE CAST(:key AS text) IS NULL
       OR NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo')
    """
)

_FORGET = text("DELETE FROM procrastinate_jobs WHERE status = 'todo' AND args ->> :name = :value")

_WAITS = text(
    "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :key AND status IN ('todo', 'doing'))"
)


def job(name: str, *, queue: str = "default") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the handler of the job `name`, e.g. 'ledger.parse_import'. It must be safe to run twice."""
    assert queue in QUEUES, queue

    def register(run: Callable[..., None]) -> Callable[..., None]:
        _handlers[name] = Handler(name, run, queue)
        return run

    return register


def periodic(name: str, *, cron: str, at_most_every: timedelta) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register what is done by the clock. It must be safe to run twice.

    `cron` may come more often than is needed: a machine that is off at night then does it when it is on again.
    """

    def register(run: Callable[[], None]) -> Callable[[], None]:
        _periodic[name] = Periodic(name, run, cron, at_most_every)
        return run

    return register


def periodic_handlers() -> list[Periodic]:
    """Everything that is done by the clock, for the worker."""
    return list(_periodic.values())


def last_run(db: Session, name: str) -> datetime | None:
    """When the periodic job `name` was last done; None when it never was."""
    return db.scalar(select(JobRun.finished_at).where(JobRun.name == name))


def note_run(db: Session, name: str) -> None:
    """The periodic job `name` has just been done."""
    values = {"name": name, "finished_at": now()}
    fresh = insert(JobRun).values(values)
    db.execute(fresh.on_conflict_do_update(index_elements=[JobRun.name], set_=values))


def handlers() -> list[Handler]:
    """Every registered handler, for the worker."""
    return list(_handlers.values())


def enqueue(
    db: Session,
    name: str,
    *,
    key: str | None = None,
    after: timedelta | None = None,
    **ids: UUID | str | int | bool | None,
) -> None:
    """Run the job `name` with `ids` after this transaction commits, not before `after` has passed.

    While a job with the same `key` waits, asking again does nothing.
    """
    due_at: datetime | None = now() + after if after else None
    values: dict[str, Any] = {
        "queue": _handlers[name].queue,
        "name": name,
        "key": key,
        "args": orjson.dumps({k: str(v) if isinstance(v, UUID) else v for k, v in ids.items()}).decode(),
        "due_at": due_at,
    }
    if key is None:
        db.execute(_DEFER, values)
        return
    with suppress(IntegrityError), db.begin_nested():
        db.execute(_DEFER, values)


def forget(db: Session, **ids: UUID) -> None:
    """Delete what waits for this household or person, `forget(db, household_id=…)`. What runs already runs out."""
    for name, value in ids.items():
        db.execute(_FORGET, {"name": name, "value": str(value)})


def is_planned(db: Session, key: str) -> bool:
    """Whether a job with this key waits or runs. False once it is done, and once it has been given up."""
    return bool(db.scalar(_WAITS, {"key": key}))
