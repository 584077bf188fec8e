"""What people say about themselves: sealed, theirs alone, and still a page when a key is lost."""

from sqlalchemy import delete, select

from mingus.core import crypto, db
from mingus.core.crypto import WrappedKey
from mingus.core.events import AuditEntry
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Person
from mingus.identity.schemas import Names, Profile, SettingsView


def shown(member: Member) -> SettingsView:
    with db.transaction(member.household_id, read_only=True) as session:
        return service.settings_of(session, member)


def change(member: Member, **names: str) -> SettingsView:
    with db.transaction(member.household_id) as session:
        return service.change_names(session, member, Names.model_validate(names))


def events(member: Member) -> list[str]:
    with db.transaction(member.household_id, read_only=True) as session:
        lines = select(AuditEntry).where(AuditEntry.household_id == member.household_id).order_by(AuditEntry.number)
        return [f"{line.event} {line.facts}" for line in session.scalars(lines)]


def test_a_profile_shows_person_and_household(alice: Member) -> None:
    view = shown(alice)
    assert (view.first_name, view.last_name, view.household_name) == ("Alice", "Example", "My household")
    assert (view.currency, view.time_zone) == ("USD", "America/New_York")


def test_a_name_left_out_stays_and_the_answer_is_the_profile_afterwards(alice: Member) -> None:
    assert change(alice, last_name="Coltrane").last_name == "Coltrane"
    assert (shown(alice).first_name, shown(alice).last_name) == ("Alice", "Coltrane")


def test_nothing_to_change_writes_nothing_down(alice: Member) -> None:
    before = events(alice)
    change(alice)
    assert events(alice) == before


def test_a_change_is_written_down_without_what_was_said(alice: Member) -> None:
    change(alice, first_name="Thelonious")
    assert events(alice)[-1].startswith("ProfileChanged")
    assert "Thelonious" not in str(events(alice))


def test_a_changed_name_is_sealed_in_its_own_column(alice: Member) -> None:
    change(alice, first_name="Same", last_name="Same")
    with db.transaction(db.GLOBAL, read_only=True) as session:
        found = session.execute(
            select(Person.first_name_sealed, Person.last_name_sealed).where(Person.id == alice.person_id)
        )
        first, last = found.one()
    assert b"Same" not in first + last
    assert first != last


def test_everything_of_the_settings_changes_at_once_and_for_this_household_alone(alice: Member, bob: Member) -> None:
    said = {"first_name": "Ada", "last_name": "Bell", "household_name": "Home", "time_zone": "Asia/Tokyo"}
    with db.transaction(alice.household_id) as session:
        service.change_profile(session, alice, Profile.model_validate({**said, "currency": "JPY"}))
    view = shown(alice)
    assert {name: getattr(view, name) for name in said} == said
    assert view.currency == "JPY"
    assert (shown(bob).first_name, shown(bob).household_name, shown(bob).currency) == ("Bob", "My household", "USD")


def test_a_lost_key_leaves_a_page_that_asks_for_the_names_again(alice: Member) -> None:
    with db.transaction(db.GLOBAL) as session:
        session.execute(delete(WrappedKey).where(WrappedKey.owner_id == alice.person_id))
    crypto.forget("person", alice.person_id)
    view = shown(alice)
    assert (view.first_name, view.last_name) == ("", "")
    assert change(alice, first_name="Alice").first_name == "Alice"
