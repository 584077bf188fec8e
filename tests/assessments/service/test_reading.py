"""The latest results of a person, for the packages above."""

from sqlalchemy import insert

from mingus import assessments
from mingus.assessments.models import Attempt
from mingus.assessments.service import sealing
from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member


def _finished(member: Member, score: int, sub_scores: dict[str, int]) -> None:
    attempt_id = new_id()
    with transaction(member.household_id, person_id=member.person_id) as db:
        values = {
            "person_id": member.person_id,
            "id": attempt_id,
            "slug": "readiness",
            "version": 1,
            "definition_hash": bytes(32),
            "answers_sealed": sealing.sealed(db, member.person_id, attempt_id, {}),
            "score": score,
            "sub_scores": sub_scores,
            "band": "steady",
            "started_at": now(),
            "updated_at": now(),
            "finished_at": now(),
        }
        db.execute(insert(Attempt).values(values))


def test_the_latest_result_is_the_one_finished_last(alice: Member) -> None:
    _finished(alice, 40, {"be": 30, "do": 40, "have": 50})
    _finished(alice, 61, {"be": 60, "do": 62, "have": 61})
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        found = assessments.latest(db, alice.person_id, "readiness")
        assert found is not None
        assert found.score == 61
        assert assessments.readiness(db, alice.person_id) == {"be": 60, "do": 62, "have": 61}


def test_nobody_has_a_result_before_they_took_one(alice: Member) -> None:
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        assert assessments.latest(db, alice.person_id, "readiness") is None
        assert assessments.readiness(db, alice.person_id) is None


def test_bob_never_sees_a_result_of_alice(alice: Member, bob: Member) -> None:
    _finished(alice, 61, {"be": 60, "do": 62, "have": 61})
    with transaction(bob.household_id, person_id=bob.person_id, read_only=True) as db:
        assert assessments.latest(db, alice.person_id, "readiness") is None
