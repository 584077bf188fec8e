"""What the database itself says about tenancy: read from its catalogue, so that a new table can't be forgotten."""

from collections.abc import Iterator

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from apiflask import APIFlask
from sqlalchemy import create_engine

from mingus.core import (
    migrate,
    migration_log,  # noqa: F401 - its table is one of ours
    personal_data,
)
from mingus.core.db import GLOBAL_TABLES, PERSONAL_TABLES, Base
from mingus.core.ids import NIL, new_id
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role, Urls

# Tables that hold no personal data, each with its reason.
IMPERSONAL = {
    "alembic_version",  # the schema's version
    "migration_log",  # programs
    "articles",  # what everybody reads; ratings are counts without names
    "article_versions",  # the texts of it; `made_by` is an operator's id, as in the system's chain
    "seed_runs",  # households and people that do not exist
    "key_registry",  # one sealed word per root key
    "rate_limits",  # hashes that end with their window
    "worker_heartbeats",  # programs
    "job_runs",  # when the worker last cleaned up
    "audit_heads",  # one hash a household
    "wages",  # published by the Bureau of Labor Statistics, about nobody in particular
    "procrastinate_events",
    "procrastinate_jobs",  # ids only, deleted once done
    "procrastinate_periodic_defers",
    "procrastinate_workers",
}


@pytest.fixture
def owner(urls: Urls) -> Iterator[psycopg.Connection]:
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as connection:
        yield connection


@pytest.fixture
def application(urls: Urls) -> Iterator[psycopg.Connection]:
    with psycopg.connect(urls.libpq(Role.APPLICATION)) as connection:
        yield connection


def _tables(owner: psycopg.Connection) -> set[str]:
    return {
        name
        for (name,) in owner.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
    }


def _household_tables(owner: psycopg.Connection) -> set[str]:
    return _tables(owner) - GLOBAL_TABLES - PERSONAL_TABLES


def _owner_column(table: str) -> str:
    return "person_id" if table in PERSONAL_TABLES else "household_id"


def test_every_table_is_global_or_a_households_or_a_persons(owner: psycopg.Connection) -> None:
    """A table is listed in core.db.GLOBAL_TABLES, or has row-level security that even its owner can't step over."""
    secured = {
        name
        for (name, policy) in owner.execute(
            "SELECT c.relname, p.polname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polwithcheck IS NOT NULL"
        )
        if _owner_column(name) == policy.replace("_only", "_id")
    }
    assert _tables(owner) - GLOBAL_TABLES == secured
    assert _tables(owner) >= GLOBAL_TABLES | PERSONAL_TABLES


def test_the_owner_comes_first_in_every_key(owner: psycopg.Connection) -> None:
    found = owner.execute(
        """
        SELECT c.relname, i.indexrelid::regclass::text, a.attname
          FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE c.relnamespace = 'public'::regnamespace
        """
    ).fetchall()
    owned = _tables(owner) - GLOBAL_TABLES
    assert not [row for row in found if row[0] in owned and row[2] != _owner_column(row[0])]


def test_the_owner_comes_first_in_every_foreign_key(owner: psycopg.Connection) -> None:
    found = owner.execute(
        """
        SELECT c.relname, k.conname, a.attname
          FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
         WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace
        """
    ).fetchall()
    owned = _tables(owner) - GLOBAL_TABLES
    assert not [row for row in found if row[0] in owned and row[2] != _owner_column(row[0])]


def test_every_foreign_key_has_an_index(owner: psycopg.Connection) -> None:
    """Deleting a row must not scan the tables that point to it. The household alone narrows enough for small tables."""
    missing = owner.execute(
        """
        SELECT k.conrelid::regclass::text, k.conname
          FROM pg_constraint k
         WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_index i
                            WHERE i.indrelid = k.conrelid AND (i.indkey::int2[])[0] = k.conkey[1])
        """
    ).fetchall()
    assert not [row for row in missing if not row[0].startswith("procrastinate")]


def test_without_a_household_or_a_person_there_are_no_rows(
    alice: Member, owner: psycopg.Connection, application: psycopg.Connection
) -> None:
    for table in sorted(_tables(owner) - GLOBAL_TABLES):
        assert application.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_with_somebody_else_set_there_are_no_rows_either(
    alice: Member, owner: psycopg.Connection, application: psycopg.Connection
) -> None:
    for setting in ("app.household_id", "app.person_id"):
        application.execute("SELECT set_config(%s, %s, true)", [setting, str(new_id())])
    for table in sorted(_tables(owner) - GLOBAL_TABLES):
        query = f"SELECT count(*) FROM {table}"
        assert application.execute(query).fetchone() == (0,), table


def test_another_households_row_is_refused(alice: Member, application: psycopg.Connection) -> None:
    application.execute("SELECT set_config('app.household_id', %s, true)", [str(new_id())])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        application.execute(
            "INSERT INTO categories (household_id, id, name, kind, position, created_at)"
            " VALUES (%s, %s, 'Planted', 'expense', 1, now())",
            [alice.household_id, new_id()],
        )


def test_the_view_of_every_figure_honours_row_level_security(owner: psycopg.Connection) -> None:
    options = owner.execute("SELECT reloptions FROM pg_class WHERE relname = 'money_lines'").fetchone()
    assert options == (["security_invoker=true"],)


def test_the_application_owns_no_table(owner: psycopg.Connection) -> None:
    owners = owner.execute(
        "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
        " WHERE relkind IN ('r', 'v') AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    assert owners == [("mingus_owner",)]


def test_the_audit_log_can_only_grow(application: psycopg.Connection) -> None:
    for statement in ("UPDATE audit_log SET event = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute(statement)
        application.rollback()


def test_the_readers_role_can_only_read(urls: Urls) -> None:
    with psycopg.connect(urls.libpq(Role.READ_ONLY)) as reader:
        reader.execute("SELECT count(*) FROM transactions")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute("DELETE FROM transactions")


def test_the_models_say_what_the_migrations_made(urls: Urls) -> None:
    with create_engine(urls.migration).connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def _is_ours(_thing: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:  # noqa: FBT001  Alembic's
    return not (name or "").startswith(("procrastinate", "idx_procrastinate")) and (kind, name) != (
        "table",
        "money_lines",
    )


def test_every_table_with_personal_data_is_registered(app: APIFlask, owner: psycopg.Connection) -> None:
    """Whoever keeps something about people says how it is exported and erased (core.personal_data)."""
    assert _tables(owner) - IMPERSONAL - personal_data.tables() == set()


def test_the_newest_migration_can_be_undone_and_done_again(urls: Urls) -> None:
    migrate.downgrade_one(urls.migration)
    migrate.upgrade(urls.migration)
    migrate.check(urls.migration)


def test_the_systems_own_chain_belongs_to_nobody(owner: psycopg.Connection) -> None:
    assert owner.execute("SELECT count(*) FROM households WHERE id = %s", [NIL]).fetchone() == (0,)
