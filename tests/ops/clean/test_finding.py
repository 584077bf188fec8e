"""What does not belong among people's data is found, and nothing else."""

from mingus.core.db import engine
from mingus.ops import clean
from tests.databases import Scratch
from tests.ops.clean.conftest import Littered


def test_everything_that_does_not_belong_is_named(littered: Littered) -> None:
    with engine().connect() as connection:
        found = clean.find(connection)
    assert found
    assert [(seed.id, seed.why) for seed in found.seeds] == [(littered.demo.household_id, "demonstration")]
    assert [(each.id, each.why) for each in found.test_households] == [
        (littered.fake.household_id, "test person at example.com")
    ]
    assert [(key.table, count) for key, count in found.orphans] == [("goal_contributions", 1)]
    assert found.unknown_tables == ("old_copy",)
    assert (found.shared, found.lonely) == ((), ())


def test_a_test_person_who_lives_with_somebody_real_is_only_named(littered: Littered) -> None:
    littered.scratch.run(
        f"INSERT INTO memberships VALUES ('{littered.fake.household_id}', '{littered.real.person_id}', 'viewer', now())"
    )
    with engine().connect() as connection:
        found = clean.find(connection)
    assert [each.id for each in found.shared] == [littered.fake.household_id]
    assert found.test_households == ()


def test_a_test_person_without_a_household_is_found(littered: Littered) -> None:
    littered.scratch.run(f"DELETE FROM memberships WHERE person_id = '{littered.fake.person_id}'")
    with engine().connect() as connection:
        assert clean.find(connection).lonely == (littered.fake.person_id,)


def test_a_clean_database_has_nothing(scratch_database: Scratch) -> None:
    with scratch_database.connection() as connection:
        assert not clean.find(connection)
