"""Where somebody is signed in, and ending it there."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import NotFound
from mingus.core.security import Principal
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Person, SignInSession
from mingus.identity.schemas import Device, Known, Visitor


def known(member: Member) -> Known:
    return Known(member.person_id, member.household_id, 1, "")


def session_of(member: Member, browser: str = "Firefox on Linux") -> Principal:
    with db.transaction(member.household_id) as session:
        cookie = service.begin_session(session, known(member), browser, vicinity="203.0.113.x")
    return principal(member, service.sessions.hash_of(cookie).hex(), by_token=False)


def family_of(member: Member) -> tuple[Principal, str]:
    with db.transaction(member.household_id) as session:
        renewed = service.begin_family(session, known(member), Visitor("198.51.100.7", "curl"))
    return principal(member, str(renewed.family_id), by_token=True), renewed.token


def principal(member: Member, session_id: str, *, by_token: bool) -> Principal:
    return Principal(
        *(member.person_id, member.household_id, session_id),
        by_token=by_token,
        time_zone="UTC",
        currency="USD",
        first_name="A",
        email="",
    )


def devices(who: Principal) -> list[Device]:
    with db.transaction(who.household_id, read_only=True) as session:
        return service.devices_of(session, who)


def end(who: Principal, device_id: str) -> None:
    with db.transaction(who.household_id) as session:
        service.end_device(session, who, device_id)


def test_browsers_and_programs_are_listed_this_one_first(alice: Member) -> None:
    here, _, (program, token) = session_of(alice), session_of(alice, "Safari on iPhone"), family_of(alice)
    with db.transaction(alice.household_id) as session:
        assert service.renew(session, alice.household_id, token, Visitor("192.0.2.9", "wget"))
    found = devices(here)
    assert [one.is_this_one for one in found] == [True, False, False]
    assert found[0].id == here.session_id
    assert {(one.browser, one.vicinity, one.is_browser) for one in found} == {
        ("Firefox on Linux", "203.0.113.x", True),
        ("Safari on iPhone", "203.0.113.x", True),
        ("wget", "192.0.2.x", False),
    }
    of_program = next(one for one in found if one.id == program.session_id)
    assert of_program.first_seen_at < of_program.last_seen_at


def test_what_is_over_is_not_listed(alice: Member) -> None:
    here, other = session_of(alice), session_of(alice)
    with db.transaction(db.GLOBAL) as session:
        idle = update(SignInSession).where(SignInSession.id_hash == bytes.fromhex(other.session_id))
        session.execute(idle.values(seen_at=now() - timedelta(minutes=31)))
    assert [one.id for one in devices(here)] == [here.session_id]
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(Person).where(Person.id == alice.person_id).values(session_version=2))
    assert devices(here) == []


def test_one_can_be_ended_and_the_others_stay(alice: Member) -> None:
    here, other, (program, _) = session_of(alice), session_of(alice), family_of(alice)
    end(here, other.session_id)
    assert {one.id for one in devices(here)} == {here.session_id, program.session_id}
    end(here, program.session_id)
    assert [one.id for one in devices(here)] == [here.session_id]
    with pytest.raises(NotFound):
        end(here, program.session_id)


@pytest.mark.parametrize("made_up", ["", "zz", "00" * 32, "01890a5d-ac96-774b-bcce-b302099a8057"])
def test_nobody_ends_anothers(alice: Member, bob: Member, made_up: str) -> None:
    here, there = session_of(alice), session_of(bob)
    for device_id in (there.session_id, made_up):
        with pytest.raises(NotFound):
            end(here, device_id)
    assert [one.id for one in devices(there)] == [there.session_id]


def test_all_others_can_be_ended_at_once(app: APIFlask, alice: Member, bob: Member) -> None:
    here, stranger = session_of(alice), session_of(bob)
    session_of(alice)
    program, _ = family_of(alice)
    with db.transaction(alice.household_id) as session:
        assert service.end_others(session, here) == 2
        assert service.end_others(session, here) == 0
    assert [one.id for one in devices(here)] == [here.session_id]
    assert len(devices(stranger)) == 1
    with db.transaction(alice.household_id) as session:
        assert service.end_others(session, program) == 1
    assert devices(here) == []
