"""People found by their address, and what ends everything they had signed in."""

from uuid import UUID

import pytest
from sqlalchemy import insert, select

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import NotFound
from mingus.core.events import AuditEntry
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Membership, Person
from tests.factories import Someone, key_of, make_someone


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration, currency="EUR", time_zone="Europe/Berlin")


def _person(person_id: UUID) -> tuple[int, str]:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        found = session.execute(select(Person.session_version, Person.password_hash).where(Person.id == person_id))
        version, hashed = found.one()
        return version, hashed


def _events(household_id: UUID) -> list[str]:
    with db.transaction(household_id, read_only=True) as session:
        lines = select(AuditEntry.event).where(AuditEntry.household_id == household_id).order_by(AuditEntry.number)
        return list(session.scalars(lines))


def test_whoever_signs_in_is_found_by_their_address(someone: Someone) -> None:
    known = service.find(key_of(someone))
    assert known is not None
    assert (known.person_id, known.household_id) == (someone.member.person_id, someone.member.household_id)
    assert (known.session_version, known.password_hash) == _person(someone.member.person_id)


def test_an_address_nobody_has_finds_nobody(someone: Someone) -> None:
    assert service.find("nobody@example.com") is None
    with pytest.raises(NotFound, match="nobody with this e-mail address"):
        service.member_by_email("nobody@example.com")


@pytest.mark.parametrize("typed", [str, str.upper, "  {}  ".format])
def test_a_command_finds_people_however_their_address_is_typed(someone: Someone, typed: object) -> None:
    assert service.member_by_email(typed(someone.email)) == someone.member  # type: ignore[operator]  # text to text


def test_who_has_two_households_acts_in_the_first(someone: Someone, bob: Member) -> None:
    joined = {"household_id": bob.household_id, "person_id": someone.member.person_id, "role": "partner"}
    with db.transaction(db.GLOBAL) as session:
        session.execute(insert(Membership).values(**joined, created_at=now()))
    assert service.member_by_email(someone.email) == someone.member
    also = service.member(bob.household_id, someone.member.person_id)
    assert (also.household_id, also.currency) == (bob.household_id, "USD")


def test_work_after_a_request_knows_currency_and_time_zone(someone: Someone) -> None:
    assert service.member(someone.member.household_id, someone.member.person_id) == someone.member


def test_who_is_not_in_a_household_does_not_act_in_it(someone: Someone, bob: Member) -> None:
    for household_id, person_id in ((bob.household_id, someone.member.person_id), (new_id(), bob.person_id)):
        with pytest.raises(NotFound):
            service.member(household_id, person_id)


def test_a_new_password_ends_what_was_signed_in_and_is_written_down(someone: Someone) -> None:
    member = someone.member
    with db.transaction(member.household_id) as session:
        service.set_password(session, member.household_id, member.person_id, "another hash")
    assert _person(member.person_id) == (2, "another hash")
    assert _events(member.household_id)[-1] == "PasswordChanged"


def test_a_renewed_hash_of_the_same_password_signs_nobody_out(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        service.remember_hash(session, someone.member.person_id, "newer hash")
    assert _person(someone.member.person_id) == (1, "newer hash")


def test_signing_out_everywhere_touches_nobody_else(someone: Someone, bob: Member) -> None:
    member = someone.member
    with db.transaction(member.household_id) as session:
        service.sign_out_everywhere(session, member.household_id, member.person_id)
    assert _person(member.person_id)[0] == 2
    assert _person(bob.person_id)[0] == 1
    assert _events(member.household_id)[-1] == "SignedOutEverywhere"
