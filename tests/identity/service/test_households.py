"""The households of one person, and going from one to another."""

import pytest
from sqlalchemy import select

from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Forbidden, NotFound
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Household, SignInSession
from mingus.identity.schemas import Known
from mingus.identity.schemas.households import HouseholdChanges
from mingus.identity.service import households, sessions


def signed_in(member: Member) -> str:
    """The id of a fresh session."""
    with transaction(member.household_id) as db:
        cookie = service.begin_session(db, Known(member.person_id, member.household_id, 1, ""), "Test browser")
    return sessions.hash_of(cookie).hex()


def begin(member: Member, name: str) -> Member:
    household_id = new_id()
    with transaction(household_id) as db:
        return households.begin(db, household_id, member.person_id, name, member)


def session(cookie_hash: str) -> SignInSession:
    with transaction(GLOBAL, read_only=True) as db:
        return db.scalars(select(SignInSession).where(SignInSession.id_hash == bytes.fromhex(cookie_hash))).one()


def test_a_person_may_have_several(alice: Member) -> None:
    begin(alice, "Holiday home")
    with transaction(GLOBAL, read_only=True) as db:
        mine = households.of_person(db, alice.person_id)
    assert [(one.name, one.role) for one in mine] == [("My household", "owner"), ("Holiday home", "owner")]


def test_going_to_another_makes_a_new_session_that_ends_no_later_and_is_no_fresher(alice: Member) -> None:
    other, before = begin(alice, "Holiday home"), signed_in(alice)
    with transaction(other.household_id) as db:
        cookie = households.enter(db, other.household_id, alice.person_id, before)
    old, new = session(before), session(sessions.hash_of(cookie).hex())
    assert old.id_hash != new.id_hash
    assert old.revoked_at is not None
    assert new.revoked_at is None
    assert new.household_id == other.household_id
    assert (new.expires_at, new.stepped_up_at, new.created_at) == (old.expires_at, old.stepped_up_at, old.created_at)


def test_a_session_that_ended_goes_nowhere(alice: Member) -> None:
    other, before = begin(alice, "Holiday home"), signed_in(alice)
    with transaction(alice.household_id) as db:
        sessions.end_session(db, alice.household_id, alice.person_id, before)
    with pytest.raises(NotFound), transaction(other.household_id) as db:
        households.enter(db, other.household_id, alice.person_id, before)


def test_nobody_enters_a_household_that_is_not_theirs(alice: Member, bob: Member) -> None:
    before = signed_in(bob)
    with pytest.raises(NotFound), transaction(alice.household_id) as db:
        households.enter(db, alice.household_id, bob.person_id, before)
    assert session(before).revoked_at is None


def test_only_the_owner_renames_it(alice: Member, partner: Member, viewer: Member) -> None:
    with transaction(alice.household_id) as db:
        households.change(db, alice, HouseholdChanges(name="Blue house"))
        assert db.scalar(select(Household.name).where(Household.id == alice.household_id)) == "Blue house"
    for who in (partner, viewer):
        with pytest.raises(Forbidden), transaction(alice.household_id) as db:
            households.change(db, who, HouseholdChanges(name="Mine"))
