"""What lies open is counted with its column, and a key that is old or lost is named."""

import pytest

from mingus.checklist.looking import database
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.looking.database.conftest import environment
from tests.ops.schema.conftest import Lived

CARD = "4242 4242 4242 4242"
OTHER_KEY = "d" * 64


def test_what_the_product_writes_is_sealed_with_the_newest_key(home: Surroundings) -> None:
    sealed, open_, key = (
        database.sealed_columns_are_sealed(home),
        database.nothing_lies_open(home),
        database.newest_key_wraps_all(home),
    )
    assert [sealed.state, open_.state, key.state] == [State.PASS] * 3, (sealed, open_, key)
    assert int(sealed.figures["values"]) >= 3
    assert int(open_.figures["columns"]) > 20
    assert key.detail.startswith("100 % of ")


def test_an_open_value_is_counted_with_its_column(home: Surroundings, lived: Lived) -> None:
    lived.scratch.run("UPDATE people SET first_name_sealed = 'Alice'")
    found = database.sealed_columns_are_sealed(home)
    assert (found.state, found.detail) == (State.FAIL, "1 of 1 values of people.first_name_sealed are open")


def test_a_card_number_is_found_and_not_shown(home: Surroundings, lived: Lived) -> None:
    lived.scratch.run(f"UPDATE accounts SET name = '{CARD}'")
    found = database.nothing_lies_open(home)
    assert (found.state, found.detail) == (State.FAIL, "1 times card number in accounts.name")


def test_an_address_in_a_note_is_the_persons_own(home: Surroundings, lived: Lived) -> None:
    lived.scratch.run("UPDATE goals SET note = 'ask bob@example.com'")
    found = database.nothing_lies_open(home)
    assert (found.state, found.figures["in_free_text"]) == (State.PASS, 1)


def test_nothing_sealed_is_no_evidence(empty: Surroundings) -> None:
    with pytest.raises(Missing, match="no sealed value"):
        database.sealed_columns_are_sealed(empty)
    with pytest.raises(Missing, match="no data key"):
        database.newest_key_wraps_all(empty.under({**empty.environ, "FIELD_ENCRYPTION_KEY": OTHER_KEY}))


def test_a_lost_key_is_named(home: Surroundings, lived: Lived) -> None:
    found = database.newest_key_wraps_all(home.under({**home.environ, "FIELD_ENCRYPTION_KEY": OTHER_KEY}))
    assert found.state is State.FAIL
    assert "which is not configured" in found.detail
    assert "wraps 0 %" in found.detail


def test_a_rotation_that_is_not_over_is_told(home: Surroundings, lived: Lived) -> None:
    own = environment(lived)["FIELD_ENCRYPTION_KEY"]
    rotated = {**home.environ, "FIELD_ENCRYPTION_KEY": OTHER_KEY, "FIELD_ENCRYPTION_KEYS_OLD": own}
    found = database.newest_key_wraps_all(home.under(rotated))
    assert (found.state, found.detail) == (State.FAIL, "the newest root key wraps 0 % of the data keys")


def test_a_key_that_is_not_the_registered_one_is_told(home: Surroundings, lived: Lived) -> None:
    lived.scratch.run("UPDATE key_registry SET canary = '0123456789abcdef'")
    assert "is not the one that was registered" in database.newest_key_wraps_all(home).detail


def test_without_the_key_nobody_can_say(home: Surroundings) -> None:
    with pytest.raises(Missing, match="FIELD_ENCRYPTION_KEY"):
        database.newest_key_wraps_all(home.under({"DATABASE_URL": home.environ["DATABASE_URL"]}))
