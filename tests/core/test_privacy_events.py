"""What is written down about leaving holds ids and plain words."""

import pytest

from mingus.core import privacy_events
from mingus.core.happening import Event


@pytest.mark.parametrize("name", ["TermsAccepted", "MemberLeft", "HouseholdErased", "HouseholdGone", "PersonErased"])
def test_its_facts_are_ids_counts_and_versions(name: str) -> None:
    event = getattr(privacy_events, name)
    assert issubclass(event, Event)
    own = set(event.FIELDS) - {"household_id", "actor_id"}
    assert own <= {"person_id", "erased_household_id", "version", "households", "rows"}
