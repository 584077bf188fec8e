"""Readiness tells which part is missing, and tells it in time."""

import socket
from collections.abc import Iterator

import psycopg
import pytest
import sqlalchemy

from mingus.ops import health
from mingus.ops.postgres import Cluster, Role

HEAD = "0001"
TABLES = """
CREATE TABLE alembic_version (version_num text PRIMARY KEY);
CREATE TABLE worker_heartbeats (name text PRIMARY KEY, seen_at timestamptz NOT NULL, version text NOT NULL);
INSERT INTO alembic_version VALUES ('0001');
"""


@pytest.fixture
def engine(server: Cluster) -> Iterator[sqlalchemy.Engine]:
    made = sqlalchemy.create_engine(server.urls().migration, poolclass=sqlalchemy.NullPool)
    yield made
    made.dispose()


def execute(server: Cluster, statement: str) -> None:
    with psycopg.connect(server.urls().libpq(Role.MIGRATION)) as db:
        db.execute(statement)


def test_an_empty_database_is_not_ready(engine: sqlalchemy.Engine) -> None:
    found = health.check(engine, HEAD)
    assert not found.is_ready
    assert found.database == "ok"
    assert found.schema == "the database is empty, this Mingus needs 0001; run: mingus db migrate"


def test_an_older_schema_is_named(server: Cluster, engine: sqlalchemy.Engine) -> None:
    execute(server, TABLES)
    assert health.check(engine, "0002").schema.startswith("the database is at 0001, this Mingus needs 0002")


def test_a_newer_schema_is_named_and_served(server: Cluster, engine: sqlalchemy.Engine) -> None:
    execute(server, TABLES)
    execute(server, "UPDATE alembic_version SET version_num = '0002'")
    assert health.check(engine, HEAD).worker == "has never been seen; it starts with mingus run"
    assert not health.check(engine, HEAD).is_ready
    execute(server, "INSERT INTO worker_heartbeats VALUES ('worker', now(), '1')")
    found = health.check(engine, HEAD)
    assert (
        found.schema
        == "the database is newer than this Mingus (at 0002, this one knows 0001): deploy the newer version"
    )
    assert found.is_ready


def test_it_is_ready_only_with_a_worker_seen_lately(server: Cluster, engine: sqlalchemy.Engine) -> None:
    execute(server, TABLES)
    assert health.check(engine, HEAD).worker == "has never been seen; it starts with mingus run"
    execute(server, "INSERT INTO worker_heartbeats VALUES ('worker', now() - interval '90 seconds', '1')")
    assert health.check(engine, HEAD).worker.startswith("was last seen 9")
    execute(server, "UPDATE worker_heartbeats SET seen_at = now() - interval '50 seconds'")
    assert health.check(engine, HEAD).is_ready


def test_a_database_that_hangs_is_not_waited_for() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"postgresql+psycopg://nobody@127.0.0.1:{silent.getsockname()[1]}/none"
        engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool, connect_args={"connect_timeout": 4})
        assert health.check(engine, HEAD).database == "no answer within 2 seconds"


def test_a_database_that_is_not_there_is_named() -> None:
    engine = sqlalchemy.create_engine("postgresql+psycopg://nobody@/none?host=/nowhere", poolclass=sqlalchemy.NullPool)
    assert health.check(engine, HEAD).database == "does not answer"
