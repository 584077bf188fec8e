"""What `protect` gives a fresh table, seen by the roles that use it."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from mingus.core import tables
from mingus.core.ids import new_id
from mingus.ops.postgres.roles import Role, Urls

COLUMNS = "(household_id uuid NOT NULL, word text NOT NULL)"
INSERT = "INSERT INTO {} VALUES (%s, 'Fables')"


@pytest.fixture
def fresh(urls: Urls) -> Iterator[None]:
    """Three tables made and closed as a migration does it."""
    engine = create_engine(urls.migration, poolclass=NullPool)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        for name in ("fresh_rows", "fresh_lines", "fresh_words"):
            connection.exec_driver_sql(f"CREATE TABLE {name} {COLUMNS}")
        tables.protect("fresh_rows")
        tables.protect("fresh_lines", append_only=True)
        tables.grant("fresh_words")
    yield
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE fresh_rows, fresh_lines, fresh_words")


@pytest.fixture
def application(fresh: None, urls: Urls) -> Iterator[psycopg.Connection]:
    with psycopg.connect(urls.libpq(Role.APPLICATION)) as connection:
        yield connection


def _as(connection: psycopg.Connection, household_id: UUID | None) -> None:
    connection.execute("SELECT set_config('app.household_id', %s, true)", [str(household_id or "")])


def _words(connection: psycopg.Connection, table: str) -> list[tuple[str]]:
    return connection.execute(f"SELECT word FROM {table}").fetchall()


def test_a_household_sees_its_rows_and_nobody_else_any(application: psycopg.Connection) -> None:
    alice, bob = new_id(), new_id()
    _as(application, alice)
    application.execute(INSERT.format("fresh_rows"), [alice])
    assert _words(application, "fresh_rows") == [("Fables",)]
    for other in (bob, None):
        _as(application, other)
        assert _words(application, "fresh_rows") == []
        assert application.execute("UPDATE fresh_rows SET word = 'x'").rowcount == 0
        assert application.execute("DELETE FROM fresh_rows").rowcount == 0


@pytest.mark.parametrize("acting", ["somebody else", "nobody"])
def test_a_row_of_another_household_is_refused(application: psycopg.Connection, acting: str) -> None:
    _as(application, new_id() if acting == "somebody else" else None)
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        application.execute(INSERT.format("fresh_rows"), [new_id()])


def test_a_row_cannot_be_moved_to_another_household(application: psycopg.Connection) -> None:
    alice = new_id()
    _as(application, alice)
    application.execute(INSERT.format("fresh_rows"), [alice])
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        application.execute("UPDATE fresh_rows SET household_id = %s", [new_id()])


def test_even_the_owner_of_the_tables_sees_no_row_without_a_household(
    application: psycopg.Connection, urls: Urls
) -> None:
    alice = new_id()
    _as(application, alice)
    application.execute(INSERT.format("fresh_rows"), [alice])
    application.commit()
    with psycopg.connect(urls.libpq(Role.MIGRATION)) as owner:
        assert _words(owner, "fresh_rows") == []


@pytest.mark.parametrize("statement", ["UPDATE fresh_lines SET word = 'x'", "DELETE FROM fresh_lines"])
def test_what_is_append_only_takes_new_rows_and_no_change(application: psycopg.Connection, statement: str) -> None:
    alice = new_id()
    _as(application, alice)
    application.execute(INSERT.format("fresh_lines"), [alice])
    assert _words(application, "fresh_lines") == [("Fables",)]
    with pytest.raises(InsufficientPrivilege, match="permission denied"):
        application.execute(statement)


def test_a_granted_table_is_everybodys(application: psycopg.Connection) -> None:
    application.execute(INSERT.format("fresh_words"), [new_id()])
    assert _words(application, "fresh_words") == [("Fables",)]
    assert application.execute("DELETE FROM fresh_words").rowcount == 1


@pytest.mark.parametrize("table", ["fresh_rows", "fresh_lines", "fresh_words"])
def test_the_role_that_only_reads_only_reads(fresh: None, urls: Urls, table: str) -> None:
    with psycopg.connect(urls.libpq(Role.READ_ONLY)) as reader:
        assert _words(reader, table) == []
        with pytest.raises(InsufficientPrivilege, match="permission denied"):
            reader.execute(INSERT.format(table), [new_id()])
