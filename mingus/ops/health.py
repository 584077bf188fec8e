"""Whether this installation can serve people: its database, its schema and its worker, each in words."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, TextClause, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from mingus.core import newer_schema

ANSWER_SECONDS = 2.0
WORKER_SECONDS = 60
OK = "ok"
UNKNOWN = "unknown, because the database does not answer"

_VERSION = text("SELECT version_num FROM alembic_version")
_SECONDS_SINCE_BEAT = text("SELECT extract(epoch FROM clock_timestamp() - max(seen_at)) FROM worker_heartbeats")

_asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="health")


@dataclass(frozen=True)
class Health:
    """Each part is 'ok' or a sentence about what is wrong with it.

    A database that a newer Mingus has migrated is said too, and served: migrations only add.
    """

    database: str
    schema: str
    worker: str
    is_newer: bool = False

    @property
    def is_ready(self) -> bool:
        return (self.database, self.worker) == (OK, OK) and (self.schema == OK or self.is_newer)


def check(engine: Engine, head: str) -> Health:
    """The health of the installation on `engine`, whose newest migration should be `head`; known after 2 s at most."""
    asked = _asking.submit(_ask, engine, head)
    try:
        return asked.result(timeout=ANSWER_SECONDS)
    except FutureTimeout:
        asked.cancel()  # one that waits for its turn need not come any more
        return Health(f"no answer within {ANSWER_SECONDS:.0f} seconds", UNKNOWN, UNKNOWN)
    except PoolTimeout:
        return Health("all connections are busy", UNKNOWN, UNKNOWN)
    except DBAPIError:
        return Health("does not answer", UNKNOWN, UNKNOWN)


def _ask(engine: Engine, head: str) -> Health:
    version = _read(engine, _VERSION)
    if newer_schema.is_newer(version, head):
        said = newer_schema.sentence(version, head)
        return Health(OK, said, _worker(_read(engine, _SECONDS_SINCE_BEAT)), is_newer=True)
    if version != head:
        at = f"at {version}" if version else "empty"
        return Health(OK, f"the database is {at}, this Mingus needs {head}; run: mingus db migrate", "not looked at")
    return Health(OK, OK, _worker(_read(engine, _SECONDS_SINCE_BEAT)))


def _read(engine: Engine, question: TextClause) -> Any:
    """The one value; None when it, or its table, is not there."""
    try:
        with engine.connect() as db:
            return db.scalar(question)
    except ProgrammingError:
        return None


def _worker(seconds: Decimal | None) -> str:
    if seconds is None:
        return "has never been seen; it starts with mingus run"
    if seconds > WORKER_SECONDS:
        return f"was last seen {seconds:.0f} seconds ago"
    return OK
