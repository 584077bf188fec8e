import pytest

from mingus.checkins.service.sealing import Answers, opened, sealed
from mingus.core.crypto import Unreadable
from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member

SAID = Answers({"mood": 5}, "Fine.")


def test_answers_open_for_their_person_and_check_in_alone(alice: Member, bob: Member) -> None:
    check_in_id = new_id()
    with transaction(alice.household_id) as db:
        kept = sealed(db, alice.person_id, check_in_id, SAID)
        assert opened(db, alice.person_id, check_in_id, kept) == SAID
        for person_id, row_id in ((bob.person_id, check_in_id), (alice.person_id, new_id())):
            with pytest.raises(Unreadable):
                opened(db, person_id, row_id, kept)


def test_a_skipped_week_has_no_answers(alice: Member) -> None:
    with transaction(alice.household_id) as db:
        assert opened(db, alice.person_id, new_id(), None) == Answers({}, "")
