import pytest
from sqlalchemy import update

from mingus import checkins
from mingus.checkins.models import CheckIn
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import WEEK, many, read, write


def test_pages_go_on_where_the_last_one_stopped(travel: Travel, alice: Member, bob: Member) -> None:
    many(alice, travel, MONDAY, [{"mood": n} for n in range(1, 6)])
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        first = checkins.service.page(db, alice.person_id, limit=3)
        rest = checkins.service.page(db, alice.person_id, cursor=first.next_cursor, limit=3)
    assert [found.scores["mood"] for found in first.check_ins] == [5, 4, 3]
    assert [found.scores["mood"] for found in rest.check_ins] == [2, 1]
    assert rest.next_cursor is None
    with (
        transaction(bob.household_id, person_id=bob.person_id, read_only=True) as db,
        pytest.raises(Refused, match="not known"),
    ):
        checkins.service.page(db, bob.person_id, cursor=first.next_cursor)


def test_statuses_open_nothing(travel: Travel, alice: Member) -> None:
    many(alice, travel, MONDAY, [{"mood": 1}, {"mood": 2}])
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        assert checkins.statuses(db, alice.person_id) == {MONDAY: "done", MONDAY + WEEK: "done"}


def test_a_week_that_does_not_open_is_shown_as_such(travel: Travel, alice: Member) -> None:
    write(alice, MONDAY, mood=5)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        db.execute(update(CheckIn).where(CheckIn.person_id == alice.person_id).values(answers_sealed=b"\x01" * 40))
    found = read(alice, MONDAY)
    assert found is not None
    assert (found.is_readable, found.scores) == (False, {})
