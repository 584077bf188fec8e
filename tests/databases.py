"""Databases to break: a copy of the migrated template for one test, and a whole server where roles may be spoilt."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from mingus.core import migrate
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import DATABASE, Role, Urls
from tests.ops.conftest import temporary_home

TEMPLATE = "mingus_template"
_numbers = count(1)


@dataclass(frozen=True)
class Scratch:
    """A migrated, empty database that a test may break at will; its addresses for SQLAlchemy, by who signs in."""

    urls: Urls

    @property
    def app(self) -> str:
        return self.urls.of(Role.APPLICATION)

    @property
    def migration(self) -> str:
        """Who migrates. This login acts as `mingus_owner`, to whom all tables belong."""
        return self.urls.of(Role.MIGRATION)

    @property
    def owner(self) -> str:
        return self.migration

    @property
    def readonly(self) -> str:
        return self.urls.of(Role.READ_ONLY)

    @property
    def superuser(self) -> str:
        return self.urls.of(Role.SUPERUSER)

    def run(self, *statements: str, role: Role = Role.SUPERUSER) -> None:
        """Run each statement and commit, as the superuser unless told otherwise: this is how tests break things."""
        with psycopg.connect(self.urls.libpq(role), autocommit=True) as db:
            for statement in statements:
                db.execute(statement.encode())

    def rows(self, statement: str, role: Role = Role.SUPERUSER) -> list[tuple[object, ...]]:
        """What a query answers."""
        with psycopg.connect(self.urls.libpq(role), autocommit=True) as db:
            return db.execute(statement.encode()).fetchall()

    @contextmanager
    def connection(self, role: Role = Role.APPLICATION) -> Iterator[Connection]:
        """A connection as the product opens it (autocommit), to look at the database with."""
        engine = create_engine(self.urls.of(role), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection


@pytest.fixture
def scratch_database(cluster: Cluster) -> Iterator[Scratch]:
    """A database of this test's own. Its roles are the run's: whoever spoils roles takes `scratch_server`."""
    with cloned(cluster) as made:
        yield made


@contextmanager
def cloned(cluster: Cluster) -> Iterator[Scratch]:
    """A copy of the migrated template, gone after the block."""
    name = f"scratch_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(_numbers)}"
    yield Scratch(cluster.clone_database(TEMPLATE, name))
    with psycopg.connect(cluster.urls("postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def scratch_server() -> Iterator[Scratch]:
    """A migrated database on a server of this test's own (about three seconds): roles and settings may be spoilt."""
    programs = {name: value for name, value in os.environ.items() if name == "MINGUS_PG_BIN"}
    with temporary_home() as folder:
        server = Cluster(Path(folder) / "home", durable=False, environ=programs)
        server.start()
        try:
            urls = server.urls(DATABASE)
            migrate.upgrade(urls.migration)
            yield Scratch(urls)
        finally:
            server.stop()
