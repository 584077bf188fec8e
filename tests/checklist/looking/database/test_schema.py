"""A schema as it should be is one; each kind of damage is named."""

import pytest

from mingus.checklist.looking import database
from mingus.checklist.looking.database.schema import SQL_FILE, digest_of_sql
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from mingus.core import migrate
from tests.checklist.conftest import MakeSurroundings, MakeTree
from tests.checklist.looking.database.conftest import Look
from tests.databases import Scratch

EVERY_LOOK = (
    database.newest_migration_is_there,
    database.schema_is_equal,
    database.migration_run_is_logged,
    database.every_table_is_there,
    database.every_index_is_there,
    database.foreign_keys_hold,
    database.no_row_is_orphaned,
)
UNVALIDATED = """
    ALTER TABLE goals DROP CONSTRAINT goals_household_id_fkey;
    ALTER TABLE goals ADD CONSTRAINT goals_household_id_fkey
          FOREIGN KEY (household_id) REFERENCES households (id) NOT VALID
"""
ORPHAN = """
    SET session_replication_role = replica;
    INSERT INTO memberships (household_id, person_id, role, created_at)
    VALUES (gen_random_uuid(), gen_random_uuid(), 'owner', now())
"""


def test_a_fresh_schema_pleases_every_look(empty: Surroundings) -> None:
    found = [look(empty) for look in EVERY_LOOK]
    assert not [finding for finding in found if finding.state is not State.PASS]
    assert found[0].detail == f"at {migrate.head()}"
    assert int(found[1].figures["lines"]) > 300
    assert int(found[5].figures["keys"]) > 25


@pytest.mark.parametrize(
    ("look", "damage", "words"),
    [
        (database.newest_migration_is_there, "UPDATE alembic_version SET version_num = '0001'", "is at 0001"),
        (database.newest_migration_is_there, "DELETE FROM alembic_version", "is at None"),
        (database.schema_is_equal, "DROP INDEX goals_by_due", "missing: index goals.goals_by_due"),
        (database.schema_is_equal, "ALTER TABLE goals ADD COLUMN odd int", "unknown: column goals.odd"),
        (database.migration_run_is_logged, "DELETE FROM migration_log", "has no line"),
        (database.migration_run_is_logged, "UPDATE migration_log SET head = '0001'", "ended at 0001"),
        (database.migration_run_is_logged, "UPDATE migration_log SET sql_sha256 = 'x'", "applied other SQL"),
        (database.migration_run_is_logged, "DROP INDEX goals_by_due", "changed after the newest run"),
        (database.every_table_is_there, "DROP TABLE goal_contributions", "goal_contributions is missing"),
        (database.every_index_is_there, "DROP INDEX goals_by_due", "goals_by_due is missing"),
        (
            database.every_index_is_there,
            "DROP INDEX imports_newest; CREATE INDEX imports_newest ON imports (household_id)",
            "imports_newest is not what it should be",
        ),
        (
            database.every_index_is_there,
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'transactions_newest'::regclass",
            "transactions_newest is invalid",
        ),
        (database.every_index_is_there, "DROP INDEX memberships_by_person", "no index begins with memberships.person"),
        (
            database.foreign_keys_hold,
            UNVALIDATED,
            "goals_household_id_fkey of goals was never validated",
        ),
        (
            database.no_row_is_orphaned,
            ORPHAN,
            "1 rows of memberships have no row in households",
        ),
    ],
)
def test_damage_is_named(empty: Surroundings, scratch_database: Scratch, look: Look, damage: str, words: str) -> None:
    scratch_database.run(damage)
    found = look(empty)
    assert (found.state, words in found.detail) == (State.FAIL, True), found


@pytest.mark.parametrize(
    ("look", "addition", "name"),
    [
        (database.every_table_is_there, "CREATE TABLE old_copy (id int)", "old_copy"),
        (database.every_index_is_there, "CREATE INDEX curious ON goals (title)", "curious"),
    ],
)
def test_what_nobody_knows_only_warns(
    empty: Surroundings, scratch_database: Scratch, look: Look, addition: str, name: str
) -> None:
    scratch_database.run(addition)
    found = look(empty)
    assert (found.state, found.figures) == (State.WARN, {"unknown": 1})
    assert name in found.detail


def test_a_database_without_foreign_keys_fails(empty: Surroundings, scratch_database: Scratch) -> None:
    scratch_database.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    found = database.foreign_keys_hold(empty)
    assert (found.state, found.detail) == (State.FAIL, "the database has no foreign key at all")


def test_an_empty_database_is_said_in_words(empty: Surroundings, scratch_database: Scratch) -> None:
    scratch_database.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    with pytest.raises(NoAnswer, match=r'does not say: .*"migration_log" does not exist'):
        database.migration_run_is_logged(empty)


def test_a_file_of_sql_that_names_no_migrations_is_no_answer(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises(NoAnswer, match="does not say which migrations"):
        digest_of_sql(around(tree=small_tree({SQL_FILE: "SELECT 1;"})))


def test_the_hash_in_the_file_is_that_of_the_migrations(around: MakeSurroundings) -> None:
    assert digest_of_sql(around()) == migrate.sql_digest()
