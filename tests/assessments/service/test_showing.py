"""Where somebody is in an attempt, and what comes next."""

import pytest

from mingus.assessments.service import desk, shelves
from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from tests.assessments.takers import answers, finish


def test_the_first_open_question_is_shown_and_the_last_one_when_all_is_answered(alice: Member) -> None:
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        sheet = desk.start(db, shelf, "readiness")
        first = desk.place(db, shelf, sheet.id, None)
        assert (first.number, first.count, first.percent, first.previous) == (1, 12, 0, None)
        desk.answer(db, shelf, sheet.id, answers("readiness"))
        last = desk.place(db, shelf, sheet.id, None)
        assert (last.number, last.is_last, last.percent) == (12, True, 91)
        with pytest.raises(NotFound):
            desk.place(db, shelf, sheet.id, "horoscope")


def test_after_the_last_question_comes_one_that_was_left_open(alice: Member) -> None:
    shelf = shelves.of_person(alice.person_id)
    said = answers("readiness")
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        sheet = desk.start(db, shelf, "readiness")
        rest = {key: one for key, one in said.items() if key != "plan"}
        sheet = desk.answer(db, shelf, sheet.id, rest)
        assert desk.following(sheet, "picture") == "surprise"
        assert desk.following(sheet, "protection") == "plan"
        sheet = desk.answer(db, shelf, sheet.id, {"plan": said["plan"]})
        assert desk.following(sheet, "protection") is None


def test_the_list_says_what_is_open_and_what_came_out(alice: Member) -> None:
    finish(alice, "layoff-risk")
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        begun = desk.start(db, shelf, "readiness")
        offers = {offer.slug: offer for offer in desk.offers(db, shelf)}
    assert offers["readiness"].open_id == begun.id
    assert offers["layoff-risk"].result is not None
    assert offers["layoff-risk"].band_name
    assert offers["tax-readiness"].result is None
