"""The database. An edge (page, job, command) opens a transaction; services take it and never commit.

Every transaction names its household first, and PostgreSQL's row-level security shows no other household's rows.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, Final, TypeVarTuple
from uuid import UUID

import psycopg.pq
from sqlalchemy import DateTime, Engine, MetaData, Row, Select, Text, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from mingus.core.errors import Unavailable
from mingus.core.ids import NIL

GLOBAL: Final = NIL
"""`transaction(GLOBAL)` works on the tables that belong to no household, and on the system's own audit chain."""

GLOBAL_TABLES: Final = frozenset(
    {
        "alembic_version",
        "data_keys",
        "households",
        "job_runs",
        "key_registry",
        "memberships",
        "people",
        "rate_limits",
        "refresh_tokens",
        "sessions",
        "worker_heartbeats",
        "procrastinate_events",
        "procrastinate_jobs",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
    }
)
"""Tables without row-level security. Every other table has household_id first in its keys; a test reads this list."""

POOL_SIZE = 5
POOL_WAIT_SECONDS = 2
BUSY: Final = "Mingus is very busy right now. Please try again in a moment."
SILENT: Final = "The database does not answer. Please try again in a moment."


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, in UTC. A naive datetime is refused before it can be stored an ocean away."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002  SQLAlchemy's
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pkey",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {datetime: Moment(), str: Text()}  # noqa: RUF012  SQLAlchemy reads it from the class


HouseholdId = Annotated[UUID, mapped_column(primary_key=True)]
Id = Annotated[UUID, mapped_column(primary_key=True)]

Columns = TypeVarTuple("Columns")

_engines: dict[str, Engine] = {}


def connect(url: str, *, pool_size: int = POOL_SIZE) -> Engine:
    """Point this process at a database. Call once at start-up; calling again moves it."""
    assert psycopg.pq.__impl__ != "python", "psycopg must run its C implementation; pure Python is 8 times slower"
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",  # BEGIN is ours: it travels with set_config in one round trip
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_recycle=300,
        connect_args={"prepare_threshold": None, "connect_timeout": 5, "application_name": "mingus"},
    )
    if old := _engines.pop("main", None):
        old.dispose()
    _engines["main"] = engine
    return engine


def engine() -> Engine:
    """The engine `connect` made."""
    return _engines["main"]


@contextmanager
def transaction(household_id: UUID, *, read_only: bool = False) -> Iterator[Session]:
    """Commit when the block ends, roll back when it raises. Never call another company inside one."""
    with Session(_engines["main"], expire_on_commit=False, autoflush=False) as db:
        db.info["read_only"] = read_only
        _begin(db, household_id, read_only=read_only)
        try:
            yield db
            db.flush()
            db.connection().exec_driver_sql("COMMIT")
        except BaseException:
            _roll_back(db)
            raise
        db.info["committed"] = True


def look_up(statement: Select[*Columns], values: Mapping[str, Any] | None = None) -> Row[*Columns] | None:
    """The one row of a SELECT on global tables, or None, in a single round trip: no transaction is opened for it."""
    try:
        with _engines["main"].connect() as connection:
            return connection.execute(statement, values).one_or_none()
    except PoolTimeout:
        raise Unavailable(BUSY) from None
    except OperationalError as error:
        if not error.connection_invalidated:
            raise Unavailable(SILENT) from error
    with _engines["main"].connect() as connection:  # once more: a connection had died while it lay in the pool
        return connection.execute(statement, values).one_or_none()


def _begin(db: Session, household_id: UUID, *, read_only: bool) -> None:
    mode = "READ ONLY" if read_only else "READ WRITE"
    opening = f"BEGIN {mode}; SELECT set_config('app.household_id', '{household_id}', true)"
    try:
        db.connection().exec_driver_sql(opening)
    except PoolTimeout:
        raise Unavailable(BUSY) from None
    except OperationalError as error:
        if not error.connection_invalidated:
            raise Unavailable(SILENT) from error
        db.rollback()  # a connection that died while it lay in the pool; nothing was done on it yet
        db.connection().exec_driver_sql(opening)


def _roll_back(db: Session) -> None:
    try:
        db.connection().exec_driver_sql("ROLLBACK")
    except PendingRollbackError:
        return  # the connection was lost on the way and will not be used again; the server ends its transaction
    except DBAPIError:
        db.connection().invalidate()
