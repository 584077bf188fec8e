"""Households are gone through one by one, and nothing of it stays behind."""

from sqlalchemy import Connection, create_engine

from mingus.ops.schema import Reach
from mingus.ops.schema.reading import Tour, households, seeing, sees_everything
from tests.ops.schema.conftest import Lived

CHAINS = "SELECT count(*) FROM audit_heads"


def test_a_household_is_seen_inside_the_block_alone(lived: Lived, looking: Connection) -> None:
    assert looking.exec_driver_sql(CHAINS).scalar() == 0
    with seeing(looking, lived.member.household_id):
        assert looking.exec_driver_sql(CHAINS).scalar() == 1
    assert looking.exec_driver_sql(CHAINS).scalar() == 0


def test_the_same_within_a_transaction_of_the_callers(lived: Lived) -> None:
    with create_engine(lived.scratch.app).connect() as connection:
        assert connection.exec_driver_sql(CHAINS).scalar() == 0
        with seeing(connection, lived.member.household_id):
            assert connection.exec_driver_sql(CHAINS).scalar() == 1
        assert connection.exec_driver_sql(CHAINS).scalar() == 0


def test_a_tour_says_how_far_it_came(lived: Lived, looking: Connection) -> None:
    whole = Tour(looking)
    assert list(whole) == [lived.member.household_id]
    assert whole.reach.words() == "all 1 households"
    hurried = Tour(looking, seconds=0)
    assert list(hurried) == []
    assert (hurried.reach, hurried.reach.is_complete) == (Reach(0, 1), False)
    assert Reach(300, 1200).words() == "the first 300 of 1,200 households"
    assert Reach(0, 0).words() == "no household, because there is none"


def test_a_household_whose_row_is_gone_is_still_heard_of(lived: Lived, looking: Connection) -> None:
    lived.scratch.run("ALTER TABLE memberships DISABLE TRIGGER ALL", "SET session_replication_role = replica")
    lived.scratch.run(f"SET session_replication_role = replica; DELETE FROM households WHERE id = '{lived.id}'")
    assert households(looking) == (lived.member.household_id,)


def test_only_a_superuser_sees_everything(looking: Connection, seeing_all: Connection) -> None:
    assert (sees_everything(looking), sees_everything(seeing_all)) == (False, True)
