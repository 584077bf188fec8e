"""PRODUCTION_DATABASE_MIGRATIONS.sql: fresh, and as good as `mingus db migrate`, on the oldest and newest server."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from mingus.core import fingerprint, migrate, migration_log, schema_sql
from mingus.core.errors import ConfigurationError
from mingus.ops.postgres import Cluster, Role
from mingus.ops.postgres.binaries import find
from tests.ops.conftest import temporary_home

ROOT = Path(__file__).parents[2]
FILE = ROOT / schema_sql.FILE
ROLES = ("mingus_migration", "mingus_app", "mingus_readonly", "mingus_owner")
ADMINISTRATOR = "administrator"


def _servers() -> list[dict[str, str]]:
    """The wheel's PostgreSQL, and the oldest that this machine has."""
    found: list[dict[str, str]] = [{}]
    try:
        found.append({"MINGUS_PG_BIN": str(find({}, major=15).folder)})
    except ConfigurationError:
        assert "CI" not in os.environ, "PostgreSQL 15 is one of the two that must be tried"
    return found


@pytest.fixture(scope="module", params=_servers(), ids=lambda programs: "15" if programs else "newest")
def server(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A server as a hosting company gives it: without our roles, and with an administrator who is no superuser."""
    with temporary_home() as folder:
        made = Cluster(folder / "home", durable=False, environ=request.param)
        made.start()
        with psycopg.connect(made.urls("postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
            db.execute("DROP DATABASE mingus")
            for role in ROLES:
                db.execute(sql.SQL("DROP OWNED BY {0}").format(sql.Identifier(role)))
                db.execute(sql.SQL("DROP ROLE {0}").format(sql.Identifier(role)))
            db.execute("CREATE ROLE administrator LOGIN CREATEROLE CREATEDB PASSWORD 'word'")
        yield made
        made.stop()


def _empty(server: Cluster, name: str) -> str:
    with psycopg.connect(server.urls("postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute(sql.SQL("CREATE DATABASE {} OWNER administrator").format(sql.Identifier(name)))
    return f"postgresql://administrator:word@/{name}?host={server.layout.socket}"


def _apply(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(FILE.read_bytes())


def _lines(address: str) -> tuple[tuple[str, ...], tuple[migration_log.Line, ...]]:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with engine.connect() as connection:
        return fingerprint.describe(connection), migration_log.lines(connection)


def test_the_file_is_what_the_migrations_say() -> None:
    """Run: mingus db sql"""
    assert FILE.read_text() == schema_sql.text()


def test_the_file_makes_the_database_that_the_command_makes(server: Cluster) -> None:
    """By somebody who is no superuser, on a server that has never heard of Mingus."""
    by_file = _empty(server, "by_file")
    _apply(by_file)
    described, [line] = _lines(by_file)
    assert described == fingerprint.expected_lines()
    assert line.fingerprint == fingerprint.expected()
    assert (line.head, line.sql_sha256) == (migrate.head(), migrate.sql_digest())
    assert line.applied_by == schema_sql.FILE

    by_command = _empty(server, "by_command")
    migrate.upgrade(by_command.replace("postgresql:", "postgresql+psycopg:"))
    described, [line] = _lines(by_command)
    assert described == fingerprint.expected_lines()
    assert line.applied_by == "mingus db migrate"


def test_the_time_outs_stand_on_a_server_that_others_run(server: Cluster) -> None:
    _apply(_empty(server, "with_time_outs"))
    with psycopg.connect(server.urls("postgres").libpq(Role.SUPERUSER)) as db:
        found = db.execute("SELECT rolname, rolconfig FROM pg_roles WHERE rolname LIKE 'mingus%' ORDER BY 1").fetchall()
    limits = {str(name): set(settings or []) for name, settings in found}
    assert "statement_timeout=30s" in limits["mingus_app"]
    assert "lock_timeout=5s" in limits["mingus_app"]
    assert "statement_timeout=0" in limits["mingus_migration"]
    assert "statement_timeout=60s" in limits["mingus_readonly"]
    assert not limits["mingus_owner"]


def test_a_database_that_has_tables_is_left_as_it_was(server: Cluster) -> None:
    address = _empty(server, "used")
    _apply(address)
    before = _lines(address)
    with pytest.raises(psycopg.errors.DuplicateTable):
        _apply(address)
    assert _lines(address) == before
