"""One hash that tells whether two databases have the same schema, and words that say where they differ."""

import pytest
from sqlalchemy import Connection

from mingus.core import fingerprint
from mingus.ops.postgres.roles import Role
from tests.databases import Scratch


def of(scratch: Scratch, role: Role = Role.APPLICATION) -> str:
    with scratch.connection(role) as connection:
        return fingerprint.fingerprint(connection)


def test_the_kept_schema_is_what_the_migrations_make(scratch_database: Scratch) -> None:
    """After a change of migrations run: mingus db migrate && mingus db fingerprint --write"""
    with scratch_database.connection() as connection:
        assert fingerprint.difference(connection).lines() == []
        assert fingerprint.fingerprint(connection) == fingerprint.expected()


def test_every_role_finds_the_same(scratch_database: Scratch) -> None:
    assert {of(scratch_database, role) for role in Role} == {fingerprint.expected()}


def test_neither_rows_nor_the_order_of_making_count(scratch_database: Scratch) -> None:
    scratch_database.run(
        "DROP INDEX goals_by_due",
        "CREATE TABLE passing (id int)",
        "DROP TABLE passing",
        "CREATE INDEX goals_by_due ON goals (household_id, due_on, id)",
        "INSERT INTO households VALUES (gen_random_uuid(), 'A', 'USD', 'UTC', false, now())",
    )
    assert of(scratch_database) == fingerprint.expected()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("ALTER TABLE goals ADD COLUMN extra text", "+ column goals.extra: text"),
        ("ALTER TABLE goals ALTER COLUMN note DROP NOT NULL", "+ column goals.note: text"),
        ("ALTER TABLE goals ALTER COLUMN note SET DEFAULT 'x'", "+ column goals.note: text not null default 'x'::text"),
        ("ALTER TABLE goals DROP CONSTRAINT goals_target_positive", "- constraint goals.goals_target_positive"),
        ("DROP INDEX goals_by_due", "- index goals.goals_by_due"),
        ("ALTER TABLE goals NO FORCE ROW LEVEL SECURITY", "+ table goals: owner mingus_owner, row-level security"),
        ("DROP POLICY household_only ON goals", "- policy goals.household_only"),
        ("GRANT UPDATE ON audit_log TO mingus_app", "+ grant on audit_log: INSERT, SELECT, UPDATE to mingus_app"),
        ("GRANT SELECT ON people TO PUBLIC", "+ grant on people: SELECT to PUBLIC"),
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "+ grant on schema public: CREATE to PUBLIC"),
        ("ALTER TABLE goals OWNER TO mingus_app", "+ table goals: owner mingus_app"),
        ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "+ function f(): owner postgres"),
        ("ALTER TYPE procrastinate_job_status ADD VALUE 'odd'", "+ type procrastinate_job_status: "),
        ("ALTER VIEW money_lines SET (security_invoker = false)", "+ view money_lines: owner mingus_owner"),
    ],
)
def test_a_change_is_noticed_and_named(scratch_database: Scratch, broken: str, said: str) -> None:
    scratch_database.run(broken)
    with scratch_database.connection() as connection:
        assert fingerprint.fingerprint(connection) != fingerprint.expected()
        assert [line for line in _lines(connection) if line.startswith(said)]


def _lines(connection: Connection) -> list[str]:
    return fingerprint.difference(connection).lines()
