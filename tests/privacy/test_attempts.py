"""Leaving from start to end."""

import pytest

from mingus.core import crypto, events
from mingus.core.crypto import WrappedKey
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Person
from mingus.privacy import attempts, certificates
from tests.privacy.household import is_there, let_in


def test_the_last_of_a_household_takes_it_along_and_the_keys_are_gone(alice: Member, configuration: Settings) -> None:
    with transaction(alice.household_id) as db:
        crypto.data_key(db, "household", alice.household_id)
    certificate = attempts.leave(configuration, alice.person_id, "a@example.com")
    assert certificates.holds(configuration, certificate)
    assert (len(certificate["households_deleted"]), len(certificate["keys_destroyed"])) == (1, 2)
    for table in ("people", "households", "memberships", "categories", "data_keys", "terms_acceptances"):
        assert certificate["rows_by_table"][table] > 0, table
    assert not is_there(Person, id=alice.person_id)
    assert not is_there(Household, id=alice.household_id)
    assert not is_there(WrappedKey, owner_id=alice.person_id)
    assert not is_there(WrappedKey, owner_id=alice.household_id)


def test_the_systems_chain_remembers_that_somebody_went(alice: Member, configuration: Settings) -> None:
    number = attempts.leave(configuration, alice.person_id, "a@example.com")["audit_line"]
    with transaction(GLOBAL, read_only=True) as db:
        line = next(one for one in events.history(db, GLOBAL, alice.person_id) if one.number == number)
        assert (line.event, line.facts["households"]) == ("PersonErased", 1)
        assert events.first_broken_line(db, GLOBAL) is None
    with transaction(alice.household_id, read_only=True) as db:
        assert events.first_broken_line(db, alice.household_id) is None


def test_an_owner_of_others_stays_until_one_of_them_owns_it(
    alice: Member, bob: Member, configuration: Settings
) -> None:
    let_in(alice, bob)
    assert [fate.becomes for fate in attempts.look_ahead(alice.person_id)] == ["blocked"]
    with pytest.raises(Refused, match="Make one of them an owner"):
        attempts.leave(configuration, alice.person_id, "a@example.com")
    assert is_there(Person, id=alice.person_id)


def test_who_leaves_others_behind_leaves_their_household_whole(
    alice: Member, bob: Member, configuration: Settings
) -> None:
    let_in(alice, bob)
    assert [fate.becomes for fate in attempts.look_ahead(bob.person_id)] == ["erased", "left"]
    certificate = attempts.leave(configuration, bob.person_id, "b@example.com")
    assert (len(certificate["households_deleted"]), len(certificate["households_left"])) == (1, 1)
    assert not is_there(Person, id=bob.person_id)
    assert not is_there(Household, id=bob.household_id)
    assert is_there(Household, id=alice.household_id)
    assert is_there(Person, id=alice.person_id)


def test_leaving_twice_is_no_error_and_deletes_nothing_more(alice: Member, configuration: Settings) -> None:
    attempts.leave(configuration, alice.person_id, "a@example.com")
    assert attempts.leave(configuration, alice.person_id, "a@example.com")["rows_deleted"] == 0


@pytest.mark.parametrize("typed", ["", "alice", "bob@example.com", "delete"])
def test_anything_but_ones_own_address_deletes_nothing(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        attempts.check_typed(typed, "alice@example.com")
    assert refused.value.fields == {"email": "Type alice@example.com to delete this account."}


def test_the_address_may_be_typed_in_capitals() -> None:
    attempts.check_typed(" Alice@Example.COM ", "alice@example.com")
