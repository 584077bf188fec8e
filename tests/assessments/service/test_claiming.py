"""What a visitor has becomes a person's by being taken away from where it lay."""

from mingus.assessments.service import claiming, sealing, shelves, taking
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from tests.assessments.takers import answers, finish


def _visitor(slug: str = "readiness", *, seed: int = 1, is_finished: bool = True) -> str:
    """A token under which an attempt lies."""
    token = sealing.new_token()
    shelf = shelves.of_visitor(token)
    with transaction(GLOBAL) as db:
        sheet = taking.start(db, shelf, slug)
        taking.answer(db, shelf, sheet.id, answers(slug, seed))
        if is_finished:
            taking.submit(db, shelf, sheet.id, None)
    return token


def test_a_claim_moves_figures_and_answers_as_they_are(alice: Member) -> None:
    token = _visitor()
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        (before,) = claiming.waiting(db, token)
        assert [sheet.id for sheet in claiming.claim(db, alice, token)] == [before.id]
        after = shelves.of_person(alice.person_id).get(db, before.id)
        assert (after.score, after.sub_scores, after.answers) == (before.score, before.sub_scores, before.answers)
        assert claiming.waiting(db, token) == []
        assert claiming.claim(db, alice, token) == []


def test_an_open_attempt_gives_way_to_one_the_person_has_open(alice: Member) -> None:
    token = _visitor(is_finished=False)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        own = taking.start(db, shelves.of_person(alice.person_id), "readiness")
        assert claiming.claim(db, alice, token) == []
        open_now = shelves.of_person(alice.person_id).of(db, "readiness")
        assert open_now is not None
        assert open_now.id == own.id


def test_a_claimed_result_joins_the_history(alice: Member) -> None:
    finish(alice)
    token = _visitor(seed=2)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        (moved,) = claiming.claim(db, alice, token)
        found = taking.text_of(moved)
        assert found is not None
        assert shelves.of_person(alice.person_id).get(db, moved.id).finished_at == moved.finished_at


def test_forgetting_leaves_nothing(alice: Member) -> None:
    token = _visitor()
    with transaction(GLOBAL) as db:
        assert claiming.forget(db, token) == 1
        assert claiming.waiting(db, token) == []
