"""Removing takes what was found, and leaves real people alone."""

from mingus.core.db import engine
from mingus.core.ids import NIL
from mingus.ops import clean, schema
from tests.ops.clean.conftest import REPLICA, Littered


def removed(littered: Littered) -> clean.Removed:
    with engine().connect() as connection:
        found = clean.find(connection)
    return clean.remove(found, littered.scratch.migration)


def test_what_was_found_is_gone_and_real_people_stay(littered: Littered) -> None:
    assert removed(littered) == clean.Removed(households=2, orphans=1, tables=1, left=())
    with engine().connect() as connection:
        assert not clean.find(connection)
        assert schema.tables(connection).unknown == ()
        assert schema.verify_trail(connection).is_whole
    assert littered.scratch.rows("SELECT id FROM households") == [(littered.real.household_id,)]
    assert littered.scratch.rows("SELECT id FROM people") == [(littered.real.person_id,)]
    assert littered.scratch.rows("SELECT count(*) FROM seed_runs") == [(0,)]
    assert littered.scratch.rows("SELECT count(*) FROM data_keys WHERE owner_kind = 'person'") == [(1,)]


def test_it_is_on_record(littered: Littered) -> None:
    removed(littered)
    assert littered.scratch.rows(
        f"SELECT facts FROM audit_log WHERE household_id = '{NIL}' AND event = 'DatabaseCleaned'"
    ) == [({"households": 2, "orphans": 1, "tables": 1},)]


def test_a_lonely_test_person_goes_with_their_key(littered: Littered) -> None:
    littered.scratch.run(f"DELETE FROM memberships WHERE person_id = '{littered.fake.person_id}'")
    removed(littered)
    assert littered.scratch.rows(f"SELECT 1 FROM people WHERE id = '{littered.fake.person_id}'") == []
    assert littered.scratch.rows(f"SELECT 1 FROM data_keys WHERE owner_id = '{littered.fake.person_id}'") == []


def test_a_row_that_may_forget_its_parent_is_mended_not_deleted(littered: Littered) -> None:
    """A payee whose category is gone has none; the payee stays."""
    mine = f"'{littered.real.household_id}', gen_random_uuid(), 'Corner Cafe', gen_random_uuid(), now()"
    littered.scratch.run(f"{REPLICA}INSERT INTO payees VALUES ({mine})")
    assert removed(littered).orphans == 2
    assert littered.scratch.rows("SELECT name, category_id FROM payees") == [("Corner Cafe", None)]


def test_tables_that_need_each_other_go_in_their_order(littered: Littered) -> None:
    littered.scratch.run("CREATE VIEW upon_it AS SELECT * FROM old_copy")
    assert (removed(littered).tables, removed(littered).tables) == (2, 0)


def test_what_cannot_be_removed_is_named_with_the_reason(littered: Littered) -> None:
    littered.scratch.run(
        "ALTER TABLE old_copy ADD PRIMARY KEY (id)", "ALTER TABLE goals ADD COLUMN odd int REFERENCES old_copy"
    )
    done = removed(littered)
    assert (done.households, done.tables) == (2, 0)
    assert done.left == ("old_copy: cannot drop table old_copy because other objects depend on it",)
