"""Answers open with the key of their owner, in their place, and nowhere else."""

import pytest

from mingus.assessments.service import sealing
from mingus.core.crypto import Unreadable
from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member

SAID = {"answers": {"savings": 4500}}


def test_a_persons_answers_open_for_them_alone(alice: Member, bob: Member) -> None:
    place = new_id()
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        kept = sealing.sealed(db, alice.person_id, place, SAID)
        assert sealing.opened(db, alice.person_id, place, kept) == SAID
        for person_id, row_id in ((bob.person_id, place), (alice.person_id, new_id())):
            with pytest.raises(Unreadable):
                sealing.opened(db, person_id, row_id, kept)


def test_a_visitors_answers_open_with_their_token_alone() -> None:
    token, place = sealing.new_token(), new_id()
    kept = sealing.sealed_for_visitor(token, place, SAID)
    assert b"savings" not in kept
    assert sealing.opened_for_visitor(token, place, kept) == SAID
    with pytest.raises(Unreadable):
        sealing.opened_for_visitor(sealing.new_token(), place, kept)


def test_what_is_kept_of_a_token_does_not_open_anything() -> None:
    token, place = sealing.new_token(), new_id()
    kept = sealing.sealed_for_visitor(token, place, SAID)
    with pytest.raises(Unreadable):
        sealing.opened_for_visitor(sealing.hash_of(token).hex(), place, kept)
