"""A shelf holds one owner's attempts; the rest of the world is not found there."""

import pytest

from mingus.assessments.service import sealing, shelves, taking
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from tests.assessments.takers import answers, finish


def test_of_each_assessment_the_newest_finished_and_the_open_one_are_listed(alice: Member) -> None:
    shelf = shelves.of_person(alice.person_id)
    finish(alice, "readiness", 1)
    latest = finish(alice, "readiness", 2)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        begun = taking.start(db, shelf, "readiness")
        assert {sheet.id for sheet in shelf.newest(db)} == {latest.id, begun.id}


def test_a_visitor_has_one_of_each_and_begins_anew(alice: Member) -> None:
    shelf = shelves.of_visitor(sealing.new_token())
    with transaction(GLOBAL) as db:
        first = taking.start(db, shelf, "layoff-risk")
        taking.answer(db, shelf, first.id, answers("layoff-risk"))
        taking.submit(db, shelf, first.id, None)
        second = taking.start(db, shelf, "layoff-risk")
        assert [sheet.id for sheet in shelf.all(db)] == [second.id]


def test_another_token_finds_nothing() -> None:
    mine, other = (shelves.of_visitor(sealing.new_token()) for _ in range(2))
    with transaction(GLOBAL) as db:
        begun = taking.start(db, mine, "readiness")
        with pytest.raises(NotFound):
            other.get(db, begun.id)
        with pytest.raises(NotFound):
            other.remove_one(db, begun.id)
        assert mine.get(db, begun.id).id == begun.id
