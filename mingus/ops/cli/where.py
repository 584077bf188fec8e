"""Which database a command means: the one that DATABASE_URL names, or else the embedded one of the home."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingus.core.errors import UsageError
from mingus.ops import home as homes
from mingus.ops.postgres import Cluster
from mingus.ops.postgres.roles import Urls


def remote() -> str | None:
    """The address for migrations and backups when DATABASE_URL names a database."""
    return os.environ.get("DATABASE_DIRECT_URL") or os.environ.get("DATABASE_URL") or None


def libpq(address: str) -> str:
    """The address as PostgreSQL's own tools take it."""
    return "postgresql://" + address.split("://", 1)[-1]


def sqlalchemy(address: str) -> str:
    """The address as SQLAlchemy takes it."""
    return "postgresql+psycopg://" + address.split("://", 1)[-1]


def embedded(home: Path) -> Cluster:
    """The embedded database. Raises UsageError when DATABASE_URL names another."""
    if remote():
        raise UsageError("DATABASE_URL is set, so there is no embedded database to start or stop.")
    homes.make(home)
    return Cluster(home)


@contextmanager
def running(home: Path) -> Iterator[Urls]:
    """The addresses of the embedded database, which runs inside the block."""
    with embedded(home).running() as urls:
        yield urls


@contextmanager
def migration_url(home: Path) -> Iterator[str]:
    """The address of whoever owns the tables, for SQLAlchemy, good inside the block."""
    given = remote()
    if given is not None:
        yield sqlalchemy(given)
        return
    with running(home) as urls:
        yield urls.migration
