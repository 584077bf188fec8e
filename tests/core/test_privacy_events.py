"""What is written down about leaving holds ids and plain words."""

from dataclasses import fields

import pytest

from mingus.core import privacy_events
from mingus.core.events import Event


@pytest.mark.parametrize("name", ["TermsAccepted", "MemberLeft", "HouseholdErased", "PersonErased"])
def test_its_facts_are_ids_counts_and_versions(name: str) -> None:
    event = getattr(privacy_events, name)
    assert issubclass(event, Event)
    own = {field.name for field in fields(event)} - {"household_id", "actor_id"}
    assert own <= {"person_id", "version", "households", "rows"}
