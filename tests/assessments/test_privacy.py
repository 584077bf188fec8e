"""Results are a person's: taken along opened, gone with the person, and kept when they leave a household."""

from sqlalchemy import func, select, text

from mingus.assessments.models import Attempt
from mingus.core import personal_data
from mingus.core.db import act_for, transaction
from mingus.core.tenancy import Member
from mingus.privacy.service import leaving
from tests.assessments.takers import finish


def test_results_are_taken_along_with_their_answers_and_without_anybody_elses(alice: Member, bob: Member) -> None:
    sheet = finish(alice)
    finish(bob)
    with transaction(alice.household_id, read_only=True) as db:
        act_for(db, alice.person_id)
        (row,) = dict(personal_data.taken_along(db, alice))["assessment_attempts"]
    assert row["score"] == sheet.score
    assert row["answers"]["answers"]["picture"] == sheet.answers["picture"]
    assert "answers_sealed" not in row


def test_they_go_with_the_person(alice: Member, bob: Member) -> None:
    finish(alice)
    finish(bob)
    with transaction(alice.household_id) as db:
        leaving.erase(db, alice.person_id)
    for member, left in ((alice, 0), (bob, 1)):
        with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
            assert db.scalar(select(func.count()).where(Attempt.person_id == member.person_id)) == left


def test_another_person_sees_no_row_whatever_household_they_act_in(alice: Member, bob: Member) -> None:
    finish(alice)
    with transaction(alice.household_id, person_id=bob.person_id, read_only=True) as db:
        assert db.scalar(text("SELECT count(*) FROM assessment_attempts")) == 0
