"""Databases come to the newest schema, also while others use them, and a wrong one is told what to do."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import create_engine

import mingus
from mingus.core import clock, fingerprint, migrate, migration_log, schema_version
from mingus.core.errors import ConfigurationError
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import Role, Urls
from tests.ops.waiting import eventually

pytestmark = pytest.mark.postgres

VERSIONS = sorted(path.name[:4] for path in (schema_version.MIGRATIONS / "versions").glob("0*.py"))


@pytest.fixture
def empty(cluster: Cluster) -> Urls:
    """A database without a table."""
    return cluster.clone_database("template0", _own_name())


@pytest.fixture
def newest(cluster: Cluster) -> Urls:
    """A database of this test's own at the newest schema."""
    return cluster.clone_database("mingus_template", _own_name())


def _own_name() -> str:
    return f"test_migrate_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def _tables(urls: Urls) -> set[str]:
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as db:
        return {name for (name,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def test_an_empty_database_comes_to_the_newest_schema_and_stays_there(empty: Urls) -> None:
    assert migrate.upgrade(empty.migration) == ""
    there = _tables(empty)
    assert {"people", "transactions", "goals", "procrastinate_jobs"} <= there
    migrate.upgrade(empty.migration)
    assert _tables(empty) == there
    migrate.check(empty.application)


def test_the_application_can_say_which_schema_is_there(newest: Urls) -> None:
    """It may look at alembic_version, and at nothing that only the owner sees."""
    migrate.check(newest.application)
    with psycopg.connect(newest.libpq(Role.READ_ONLY)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.head(),)


def test_an_empty_database_is_refused_with_the_command_to_run(empty: Urls) -> None:
    wanted = f"The database is empty, this Mingus needs {migrate.head()}. Run: mingus db migrate"
    with pytest.raises(ConfigurationError, match=f"^{re.escape(wanted)}$"):
        migrate.check(empty.superuser)


def test_the_newest_migration_is_undone_alone(newest: Urls) -> None:
    migrate.downgrade_one(newest.migration)
    assert "advice_decisions" not in _tables(newest)
    assert "transactions" in _tables(newest)
    with pytest.raises(ConfigurationError, match=rf"is at {VERSIONS[-2]}, this Mingus needs {VERSIONS[-1]}\. Run: "):
        migrate.check(newest.application)


def test_every_migration_can_be_undone(newest: Urls) -> None:
    for _ in VERSIONS:
        migrate.downgrade_one(newest.migration)
    assert _tables(newest) == {"alembic_version"}


def test_a_database_of_a_newer_mingus_is_left_alone_and_told_of(newest: Urls) -> None:
    _pretend(newest, "UPDATE alembic_version SET version_num = '9998'", "ALTER TABLE people ADD COLUMN nickname text")
    there = (
        f"The database is newer than this Mingus (at 9998, this one knows {migrate.head()}): deploy the newer version."
    )
    assert migrate.upgrade(newest.migration) == there
    migrate.check(newest.application)
    with psycopg.connect(newest.libpq(Role.READ_ONLY)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == ("9998",)


def test_a_newer_database_that_does_not_fit_is_refused(newest: Urls) -> None:
    _pretend(
        newest, "UPDATE alembic_version SET version_num = '9998'", "ALTER TABLE people DROP COLUMN terms_accepted_at"
    )
    for look, url in ((migrate.upgrade, newest.migration), (migrate.check, newest.application)):
        with pytest.raises(ConfigurationError, match=r"at 9998 and does more than add .*people\.terms_accepted_at"):
            look(url)


def _pretend(urls: Urls, *statements: str) -> None:
    """Do what a migration of the future would."""
    with psycopg.connect(urls.libpq(Role.SUPERUSER), autocommit=True) as db:
        for statement in statements:
            db.execute(statement.encode())


def test_a_busy_table_delays_the_migration_and_nobody_else(newest: Urls) -> None:
    """It gives up its place in the queue after two seconds, so that readers come through, and tries again."""
    migrate.downgrade_one(newest.migration)
    with (
        psycopg.connect(newest.libpq(Role.SUPERUSER)) as busy,
        psycopg.connect(newest.libpq(Role.SUPERUSER), autocommit=True) as watcher,
        ThreadPoolExecutor(1) as pool,
    ):
        busy.execute("LOCK TABLE households IN ROW EXCLUSIVE MODE")
        upgraded = pool.submit(migrate.upgrade, newest.migration)
        assert eventually(_waiting(watcher, 1))
        assert eventually(_waiting(watcher, 0))
        assert watcher.execute("SELECT count(*) FROM households").fetchone() == (0,)
        assert not upgraded.done()
        busy.rollback()
        upgraded.result()
    migrate.check(newest.application)


def _waiting(watcher: psycopg.Connection, number: int) -> Callable[[], bool]:
    """Whether so many wait for the table."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'households'::regclass"
    return lambda: watcher.execute(waiting).fetchone() == (number,)


def test_all_migrations_can_be_read_as_sql() -> None:
    said = migrate.offline()
    assert "CREATE TABLE people" in said
    assert f"version_num='{migrate.head()}'" in said
    assert "COMMIT" not in said
    assert migrate.offline() == said


def test_what_a_migration_did_is_written_down(empty: Urls) -> None:
    migrate.upgrade(empty.migration)
    migrate.upgrade(empty.migration)
    with create_engine(empty.application).connect() as connection:
        [line] = migration_log.lines(connection)
        assert (line.head, line.applied_by, line.version) == (migrate.head(), "mingus db migrate", mingus.__version__)
        assert line.sql_sha256 == migrate.sql_digest()
        assert line.fingerprint == fingerprint.fingerprint(connection) == fingerprint.expected()
        assert line.applied_at <= clock.now()


def test_an_undone_migration_is_written_down_too(newest: Urls) -> None:
    migrate.downgrade_one(newest.migration)
    with create_engine(newest.application).connect() as connection:
        assert [line.head for line in migration_log.lines(connection)] == [VERSIONS[-2], VERSIONS[-1]]


def test_the_application_cannot_rewrite_the_log(newest: Urls) -> None:
    with psycopg.connect(newest.libpq(Role.APPLICATION)) as db, pytest.raises(InsufficientPrivilege):
        db.execute("UPDATE migration_log SET head = '9999'")
