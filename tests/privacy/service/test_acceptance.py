"""Who has accepted which terms."""

import pytest

from mingus.core import events
from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.privacy.rules import VERSION
from mingus.privacy.service import acceptance


def accepted(member: Member) -> list[str]:
    with transaction(member.household_id, read_only=True) as db:
        return [version for version, _ in acceptance.accepted_at(db, member.person_id)]


def test_whoever_joins_has_accepted_todays_terms(alice: Member) -> None:
    acceptance.forget_all()
    assert accepted(alice) == [VERSION]
    assert not acceptance.is_due(alice.person_id)


def test_new_terms_are_due_until_they_are_accepted_once(alice: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptance, "VERSION", "2099-01-01")
    acceptance.forget_all()
    assert acceptance.is_due(alice.person_id)
    for _ in range(2):
        with transaction(alice.household_id) as db:
            acceptance.accept(db, alice)
    assert not acceptance.is_due(alice.person_id)
    assert accepted(alice) == ["2099-01-01", VERSION]
    with transaction(alice.household_id, read_only=True) as db:
        (_, newest), *_rest = acceptance.accepted_at(db, alice.person_id)
        assert (now() - newest).total_seconds() < 60
        assert events.first_broken_line(db, alice.household_id) is None


def test_many_people_are_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch, alice: Member, bob: Member) -> None:
    monkeypatch.setattr(acceptance, "REMEMBERED", 1)
    acceptance.forget_all()
    for member in (alice, bob, alice):
        assert not acceptance.is_due(member.person_id)
