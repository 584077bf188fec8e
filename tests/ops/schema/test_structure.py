"""A schema as it should be has no faults; each kind of damage is found and named."""

from sqlalchemy import Connection

from mingus.ops import schema
from mingus.ops.schema import Indexes, Tables
from mingus.ops.schema.structure import orphaned
from tests.ops.schema.conftest import Lived

REPLICA = "SET session_replication_role = replica; "


def test_a_whole_schema_has_no_faults(lived: Lived, looking: Connection) -> None:
    assert schema.tables(looking) == Tables((), ())
    assert schema.indexes(looking) == Indexes((), (), (), ())
    keys = schema.foreign_keys(looking)
    assert len(keys) > 25
    assert all(key.is_validated and key.is_indexed for key in keys)
    found = schema.orphans(looking)
    assert (found.total, found.reach.words()) == (0, "all 1 households")


def test_missing_and_unknown_tables_are_named(lived: Lived, looking: Connection) -> None:
    lived.scratch.run("DROP TABLE goal_contributions", "DROP VIEW money_lines", "CREATE TABLE old_copy (id int)")
    assert schema.tables(looking) == Tables(("goal_contributions", "money_lines"), ("old_copy",))


def test_indexes_that_are_missing_changed_invalid_or_unknown_are_named(lived: Lived, looking: Connection) -> None:
    lived.scratch.run(
        "DROP INDEX goals_by_due",
        "DROP INDEX imports_newest",
        "CREATE INDEX imports_newest ON imports (household_id)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'transactions_newest'::regclass",
        "CREATE INDEX curious ON goals (title)",
    )
    assert schema.indexes(looking) == Indexes(
        missing=("goals_by_due",),
        changed=("imports_newest",),
        invalid=("transactions_newest",),
        unknown=("curious",),
    )


def test_a_foreign_key_that_was_never_checked_is_told_apart(lived: Lived, looking: Connection) -> None:
    lived.scratch.run(
        "ALTER TABLE goals DROP CONSTRAINT goals_household_id_fkey",
        "ALTER TABLE goals ADD CONSTRAINT goals_household_id_fkey FOREIGN KEY (household_id) REFERENCES households (id)"
        " NOT VALID",
    )
    assert [key.name for key in schema.foreign_keys(looking) if not key.is_validated] == ["goals_household_id_fkey"]


def test_a_foreign_key_without_an_index_is_told_apart(lived: Lived, looking: Connection) -> None:
    lived.scratch.run("DROP INDEX memberships_by_person")
    assert [key.name for key in schema.foreign_keys(looking) if not key.is_indexed] == ["memberships_person_id_fkey"]


def test_how_many_columns_an_index_leads_with_is_counted(looking: Connection) -> None:
    keys = {key.name: key for key in schema.foreign_keys(looking)}
    assert keys["transactions_category"].is_fully_indexed
    sums = keys["category_months_household_id_account_id_fkey"]
    assert (sums.led_columns, sums.is_fully_indexed) == (1, False)


def test_orphans_are_found_by_the_application_and_by_a_superuser(
    lived: Lived, looking: Connection, seeing_all: Connection
) -> None:
    lived.scratch.run(f"{REPLICA}DELETE FROM goals", f"{REPLICA}DELETE FROM people")
    for connection in (looking, seeing_all):
        found = {key.name: count for key, count in schema.orphans(connection).counts}
        assert found["goal_contributions_household_id_goal_id_fkey"] == 1
        assert found["memberships_person_id_fkey"] == 1


def test_a_table_of_strangers_that_nobody_may_read_is_named(lived: Lived, looking: Connection) -> None:
    lived.scratch.run("CREATE TABLE odd (id int PRIMARY KEY, other int CONSTRAINT odd_other REFERENCES odd)")
    assert (schema.orphans(looking).unread, schema.orphans(looking).total) == (("odd_other",), 0)


def test_rows_of_a_household_that_is_gone_are_orphans(lived: Lived, looking: Connection) -> None:
    lived.scratch.run(f"{REPLICA}DELETE FROM households")
    assert "goals_household_id_fkey" in {key.name for key, _ in schema.orphans(looking).counts}


def test_looking_for_orphans_ends_in_time(lived: Lived, looking: Connection) -> None:
    assert not schema.orphans(looking, seconds=0).reach.is_complete


def test_an_empty_key_points_nowhere(looking: Connection) -> None:
    key = next(key for key in schema.foreign_keys(looking) if key.name == "transactions_payee")
    assert 'child."payee_id" IS NOT NULL' in orphaned(key)
