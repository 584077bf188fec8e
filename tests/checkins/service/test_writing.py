from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from mingus import checkins
from mingus.checkins.models import CheckIn
from mingus.core.db import transaction
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import WEEK, read, skip, write


def test_a_week_is_written_and_written_again_in_its_place(travel: Travel, alice: Member) -> None:
    first = write(alice, MONDAY, mood=6, stress=8, note="Two deadlines.")
    again = write(alice, MONDAY, mood=7)
    assert (again.id, again.scores, again.note) == (first.id, {"mood": 7}, "")
    assert read(alice, MONDAY) == again


def test_answers_and_note_are_sealed(travel: Travel, alice: Member) -> None:
    write(alice, MONDAY, mood=6, note="Two deadlines.")
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        kept = db.execute(text("SELECT row_to_json(c)::text FROM check_ins c")).scalar_one()
    assert "deadlines" not in kept
    assert "mood" not in kept


def test_a_week_that_is_closed_and_one_to_come_are_refused(travel: Travel, alice: Member) -> None:
    write(alice, MONDAY - WEEK, mood=5)  # it is Monday: last week is still open
    travel(MONDAY + timedelta(days=1))
    for week_on in (MONDAY - WEEK, MONDAY + WEEK, MONDAY + timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            write(alice, week_on, mood=5)
        assert "week_on" in refused.value.fields


def test_a_skipped_week_can_still_be_answered_but_not_the_other_way_round(travel: Travel, alice: Member) -> None:
    assert skip(alice, MONDAY).status == "skipped"
    assert skip(alice, MONDAY).status == "skipped"
    assert write(alice, MONDAY, mood=5).status == "done"
    with pytest.raises(Conflict, match="already checked in"):
        skip(alice, MONDAY)


def test_a_week_can_be_forgotten_also_when_it_is_closed(travel: Travel, alice: Member) -> None:
    write(alice, MONDAY, mood=5)
    travel(MONDAY + 3 * WEEK)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        checkins.service.delete(db, alice, MONDAY)
    assert read(alice, MONDAY) is None
    with pytest.raises(NotFound), transaction(alice.household_id, person_id=alice.person_id) as db:
        checkins.service.delete(db, alice, MONDAY)


def test_two_at_once_make_one(travel: Travel, alice: Member) -> None:
    with ThreadPoolExecutor(2) as pool:
        ids = {found.id for found in pool.map(lambda n: write(alice, MONDAY, mood=n), (3, 4))}
    assert len(ids) == 1
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(CheckIn)) == 1


def test_nobody_sees_or_changes_a_week_of_someone_else(travel: Travel, alice: Member, bob: Member) -> None:
    write(alice, MONDAY, mood=5, note="Mine.")
    assert read(bob, MONDAY) is None
    write(bob, MONDAY, mood=9)
    found = read(alice, MONDAY)
    assert found is not None
    assert found.scores == {"mood": 5}
    partner = Member(alice.household_id, bob.person_id)  # not even in the same household
    seen = read(partner, MONDAY)
    assert seen is not None
    assert seen.scores == {"mood": 9}
