"""Only what the command itself began is ever a demonstration."""

from collections.abc import Iterator

import pytest

from mingus.core import db
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import demonstration, personal
from tests.factories import make_someone

PASSWORD = "five calm amber lanterns"


@pytest.fixture
def begun(alice: Member) -> Iterator[tuple[str, Member]]:
    """The address and member of a demonstration that is gone after the test."""
    email, household_id = f"demo.{new_id().hex}@mingus.example", new_id()
    with db.transaction(household_id) as session:
        member = demonstration.begin(session, household_id, email, PASSWORD)
    yield email, member
    with db.transaction(household_id) as session:
        personal.erase(session, household_id)


def test_it_is_found_by_its_address_and_mark(begun: tuple[str, Member], alice: Member) -> None:
    email, member = begun
    with db.transaction(db.GLOBAL) as session:
        assert demonstration.find(session, email) == member
        assert demonstration.find(session, f"{new_id().hex}@example.com") is None
        assert member.household_id in demonstration.households(session)
        assert alice.household_id not in demonstration.households(session)
        demonstration.hold(session, member.household_id)


def test_a_taken_address_is_refused(begun: tuple[str, Member]) -> None:
    email, member = begun
    household_id = new_id()
    with pytest.raises(Refused), db.transaction(household_id) as session:
        demonstration.begin(session, household_id, email, PASSWORD)
    with db.transaction(db.GLOBAL) as session:
        assert demonstration.find(session, email) == member


def test_a_real_household_is_no_demonstration(configuration: Settings) -> None:
    someone = make_someone(configuration)
    with db.transaction(db.GLOBAL) as session:
        with pytest.raises(Refused, match="own household"):
            demonstration.find(session, someone.email)
        with pytest.raises(Refused, match="stays"):
            demonstration.hold(session, someone.member.household_id)
