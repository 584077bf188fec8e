"""What was done to the schema of this database, when, by which Mingus: a line for every run that changed something."""

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped

import mingus
from mingus.core.clock import now
from mingus.core.db import Base, Id
from mingus.core.ids import new_id

BY_COMMAND: Final = "mingus db migrate"
BY_FILE: Final = "PRODUCTION_DATABASE_MIGRATIONS.sql"


class MigrationRun(Base):
    """One run. `sql_sha256` is what `migrate.sql_digest()` said: the hash of all migrations as SQL.

    The file of SQL knows neither version nor commit; they are empty there.
    """

    __tablename__ = "migration_log"

    id: Mapped[Id]
    head: Mapped[str]
    sql_sha256: Mapped[str]
    fingerprint: Mapped[str]
    applied_at: Mapped[datetime]
    applied_by: Mapped[str]
    version: Mapped[str]
    commit: Mapped[str]
    duration_ms: Mapped[int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log as it is read."""

    id: UUID
    head: str
    sql_sha256: str
    fingerprint: str
    applied_at: datetime
    applied_by: str
    version: str
    commit: str
    duration_ms: int


def write(connection: Connection, head: str, sql_sha256: str, fingerprint: str, duration_ms: int) -> None:
    """Add a line for a run of `mingus db migrate` that ended just now. Only the owner of the tables may."""
    values: dict[str, Any] = {
        "id": new_id(),
        "head": head,
        "sql_sha256": sql_sha256,
        "fingerprint": fingerprint,
        "applied_at": now(),
        "applied_by": BY_COMMAND,
        "version": mingus.__version__,
        "commit": os.environ.get("GIT_SHA", ""),
        "duration_ms": duration_ms,
    }
    connection.execute(insert(MigrationRun).values(values))


def lines(connection: Connection, *, at_most: int = 20) -> tuple[Line, ...]:
    """The newest runs, newest first."""
    newest = select(*MigrationRun.__table__.columns).order_by(MigrationRun.applied_at.desc(), MigrationRun.id.desc())
    return tuple(Line(*row) for row in connection.execute(newest.limit(at_most)))


def statement(head: str, sql_sha256: str, fingerprint: str) -> str:
    """The line that the SQL file writes about itself; `fingerprint` is a query that computes it."""
    return f"""INSERT INTO migration_log
  (id, head, sql_sha256, fingerprint, applied_at, applied_by, version, commit, duration_ms)
SELECT gen_random_uuid(), '{head}', '{sql_sha256}', ({fingerprint}), clock_timestamp(), '{BY_FILE}', '', '',
       (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::int;
"""  # noqa: S608  our own words
