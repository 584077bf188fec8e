from uuid import UUID

from sqlalchemy import update

from mingus import identity
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person
from mingus.identity.service import correspondents
from tests.factories import make_member, make_someone, share

ZONE = "Pacific/Apia"  # nobody else of these tests lives there


def _found() -> list[UUID]:
    with transaction(GLOBAL, read_only=True) as db:
        return sorted(person_id for _, person_id in identity.correspondents(db, ZONE))


def test_everybody_of_a_zone_is_found_once_page_by_page(configuration: Settings) -> None:
    at_once, correspondents.AT_ONCE = correspondents.AT_ONCE, 2  # type: ignore[misc]  # a constant, for pages of two
    try:
        people = [make_member(configuration, time_zone=ZONE) for _ in range(3)]
        share(people[0], make_someone(configuration), "partner")
        found = _found()
    finally:
        correspondents.AT_ONCE = at_once  # type: ignore[misc]  # the same
    assert {member.person_id for member in people} <= set(found)
    assert len(found) == len(set(found))


def test_unproved_addresses_and_demonstrations_are_not_written_to(configuration: Settings) -> None:
    unproved, shown = (make_member(configuration, time_zone=ZONE) for _ in range(2))
    with transaction(GLOBAL) as db:
        db.execute(update(Person).where(Person.id == unproved.person_id).values(email_verified_at=None))
        db.execute(update(Household).where(Household.id == shown.household_id).values(is_demo=True))
    assert not {unproved.person_id, shown.person_id} & set(_found())
    assert identity.correspondent(unproved.person_id) is None
    assert identity.correspondent(shown.person_id) is None


def test_somebody_of_two_households_is_written_to_in_the_one_they_chose_last(
    configuration: Settings, alice: Member
) -> None:
    someone = make_someone(configuration, time_zone=ZONE)
    guest = share(alice, someone, "viewer")
    found = identity.correspondent(guest.person_id)
    assert found is not None
    assert (found.member.household_id, found.member.role, found.email) == (alice.household_id, "viewer", someone.email)
    with transaction(GLOBAL) as db:
        own = (Membership.person_id == guest.person_id, Membership.household_id == someone.member.household_id)
        db.execute(update(Membership).where(*own).values(used_at=now()))
    found = identity.correspondent(guest.person_id)
    assert found is not None
    assert found.member == someone.member


def test_zones_are_those_of_households(configuration: Settings) -> None:
    make_member(configuration, time_zone=ZONE)
    with transaction(GLOBAL, read_only=True) as db:
        assert ZONE in identity.time_zones(db)
