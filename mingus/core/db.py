"""The database. An edge (page, job, command) opens a transaction; services take it and never commit.

Every transaction names its household first, and PostgreSQL's row-level security shows no other household's rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, Final, Self, TypeVar, TypeVarTuple
from uuid import UUID

import psycopg.pq
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled
from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    MetaData,
    Row,
    Select,
    Text,
    create_engine,
    func,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from mingus.core import fixed, metrics
from mingus.core.errors import Unavailable
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Glance, Reader
from mingus.core.ids import NIL
from mingus.core.waiting import USUAL, Waiting

GLOBAL: Final = NIL
"""`transaction(GLOBAL)` works on the tables that belong to no household, and on the system's own audit chain."""

POOL_SIZE = 5
BUSY: Final = "Mingus is very busy right now. Please try again in a moment."
SILENT: Final = "The database does not answer. Please try again in a moment."
_GIVEN_UP: Final = (QueryCanceled, LockNotAvailable, DeadlockDetected)


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
Answer = TypeVar("Answer")

_engines: dict[str, Engine] = {}
_opening: dict[str, str] = {"also": ""}


def connect(url: str, *, pool_size: int = POOL_SIZE, waiting: Waiting = USUAL) -> Engine:
    """Point this process at a database. Call once at start-up; calling again moves it."""
    assert psycopg.pq.__impl__ != "python", "psycopg must run its C implementation; pure Python is 8 times slower"
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",  # BEGIN is ours: it travels with set_config in one round trip
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=waiting.pool,
        pool_recycle=waiting.recycle,
        connect_args={
            "prepare_threshold": None,
            "connect_timeout": waiting.connect,
            "application_name": "mingus",
            "cursor_factory": _Counted,
            **_limits_of_connection(waiting),
        },
    )
    _opening["also"] = _limits_of_transaction(waiting)
    if old := _engines.pop("main", None):
        old.dispose()
    _engines["main"] = engine
    return engine


def let_go() -> None:
    """Close the connections that lie in the pool, which opens others when it is asked.

    For a process that is about to fork: two processes must never speak on one connection.
    """
    engine().dispose()


class _Counted(psycopg.Cursor[Any]):
    """Counts every statement. An event of SQLAlchemy's would have each of them pass through six empty others."""

    def execute(self, *args: Any, **more: Any) -> Self:
        metrics.statement_sent()
        return super().execute(*args, **more)

    def executemany(self, *args: Any, **more: Any) -> None:
        metrics.statement_sent()
        super().executemany(*args, **more)


def _limits_of_connection(waiting: Waiting) -> dict[str, str]:
    """Set once, when connecting, unless a pooler is between."""
    if waiting.through_pooler:
        return {}
    return {"options": " ".join(f"-c {name}={value}" for name, value in waiting.limits.items())}


def _limits_of_transaction(waiting: Waiting) -> str:
    """Through a pooler, what belongs to a session would stay with somebody else's: each transaction says it anew."""
    if not waiting.through_pooler:
        return ""
    return "".join(f", set_config('{name}', '{value}', true)" for name, value in waiting.limits.items())


def engine() -> Engine:
    """The engine `connect` made."""
    return _engines["main"]


@contextmanager
def transaction(household_id: UUID, *, person_id: UUID | None = None, read_only: bool = False) -> Iterator[Session]:
    """Commit when the block ends, roll back when it raises. Never call another company inside one.

    Rows of `PERSONAL_TABLES` show only to a transaction that names their person.
    """
    with Session(_engines["main"], expire_on_commit=False, autoflush=False) as db:
        db.info["read_only"] = read_only
        _begin(db, household_id, person_id, read_only=read_only)
        try:
            yield db
            db.flush()
            fixed.send(db.connection(), "COMMIT")
        except BaseException as error:
            _roll_back(db)
            if _gave_up(error):
                raise Unavailable(BUSY) from error
            raise
        db.info["committed"] = True


@contextmanager
def acting_in(db: Session, household_id: UUID) -> Iterator[None]:
    """Work on another household's rows within the same transaction: for beginning one, while another is left."""
    before = db.scalar(select(func.current_setting("app.household_id")))
    db.flush()
    db.execute(select(func.set_config("app.household_id", str(household_id), True)))
    yield
    db.flush()
    db.execute(select(func.set_config("app.household_id", before, True)))


def enter(db: Session, household_id: UUID) -> None:
    """Go on in another household, or in GLOBAL, in the same transaction: for what must happen in several or in none."""
    db.flush()
    db.execute(text("SELECT set_config('app.household_id', :id, true)"), {"id": str(household_id)})


@contextmanager
def within(db: Session, household_id: UUID) -> Iterator[None]:
    """Inside the block the transaction works on another household, or on the system's chain: for what belongs to both.

    What was added before is written first, under the household it belongs to.
    """
    before = db.scalar(text("SELECT current_setting('app.household_id')"))
    db.flush()
    setting = text("SELECT set_config('app.household_id', :id, true)")
    db.execute(setting, {"id": str(household_id)})
    yield
    db.flush()
    db.execute(setting, {"id": before})


def act_for(db: Session, person_id: UUID) -> None:
    """From here on the transaction sees what belongs to this person in `PERSONAL_TABLES`, and to nobody else."""
    db.flush()
    db.execute(text("SELECT set_config('app.person_id', :id, true)"), {"id": str(person_id)})


def glance(household_id: UUID, asked: Sequence[Asked], *, person_id: UUID | None = None) -> Glance:
    """The answers to all of `asked` in a single round trip: a transaction that reads them, and is over.

    For pages that know what they need before they begin; what reads from a glance can't ask for anything else.
    """
    naming = _naming(household_id, person_id)

    def ask(connection: Connection) -> Glance:
        try:
            return Glance(asked, fixed.together(connection, ("BEGIN READ ONLY", naming), asked, "COMMIT"))
        except DBAPIError as error:
            if not error.connection_invalidated:
                fixed.send(connection, "ROLLBACK")
            raise

    return _in_one_trip(ask)


def read(
    db: Reader, statement: Select[*Columns] | Fixed[*Columns], values: Mapping[str, Any] | None = None
) -> Sequence[Row[*Columns]]:
    """All rows of selected columns, in the caller's transaction: without the ORM, which takes a quarter of the time."""
    if isinstance(db, Glance):
        return db.rows(statement, values or {})
    return _rows(db.connection(), statement, values)


def look_up(
    statement: Select[*Columns] | Fixed[*Columns], values: Mapping[str, Any] | None = None
) -> Row[*Columns] | None:
    """The one row of a SELECT on global tables, or None, in a single round trip: no transaction is opened for it."""
    found = _in_one_trip(lambda connection: _rows(connection, statement, values))
    assert len(found) <= 1, "a look finds one row or none"
    return found[0] if found else None


def _in_one_trip(ask: Callable[[Connection], Answer]) -> Answer:
    """What `ask` answers, asked once more where a connection had died while it lay in the pool."""
    try:
        with _engines["main"].connect() as connection:
            return ask(connection)
    except PoolTimeout:
        metrics.pool_timed_out()
        raise Unavailable(BUSY) from None
    except OperationalError as error:
        if not error.connection_invalidated:
            raise Unavailable(BUSY if _gave_up(error) else SILENT) from error
        with _engines["main"].connect() as connection:
            return ask(connection)


def _rows(
    connection: Connection,
    statement: Select[*tuple[Any, ...]] | Fixed[*tuple[Any, ...]],
    values: Mapping[str, Any] | None,
) -> Sequence[Any]:
    if isinstance(statement, Fixed):
        return statement.rows(connection, values or {})
    return connection.execute(statement, values).all()


def _begin(db: Session, household_id: UUID, person_id: UUID | None, *, read_only: bool) -> None:
    mode = "READ ONLY" if read_only else "READ WRITE"
    opening = f"BEGIN {mode}; {_naming(household_id, person_id)}"
    try:
        fixed.send(db.connection(), opening)
    except PoolTimeout:
        metrics.pool_timed_out()
        raise Unavailable(BUSY) from None
    except OperationalError as error:
        if not error.connection_invalidated:
            raise Unavailable(SILENT) from error
        db.rollback()  # a connection that died while it lay in the pool; nothing was done on it yet
        fixed.send(db.connection(), opening)


def _naming(household_id: UUID, person_id: UUID | None) -> str:
    """What names the household, and the person, for as long as a transaction lasts."""
    person = f", set_config('app.person_id', '{person_id}', true)" if person_id else ""
    return f"SELECT set_config('app.household_id', '{household_id}', true){person}{_opening['also']}"


def _gave_up(error: BaseException) -> bool:
    """Whether PostgreSQL gave up on a statement or a lock: its time was over, or two waited for each other."""
    return isinstance(error, OperationalError) and isinstance(error.orig, _GIVEN_UP)


def _roll_back(db: Session) -> None:
    try:
        fixed.send(db.connection(), "ROLLBACK")
    except PendingRollbackError:
        return  # the connection was lost on the way and will not be used again; the server ends its transaction
    except DBAPIError:
        db.connection().invalidate()
