"""The events of profile in words."""

import pytest

from mingus.core import profile_events
from mingus.core.activity import tellings
from mingus.profile import facts


def test_what_changed_is_told_by_its_groups_to_its_person_alone() -> None:
    telling = tellings()["FactsChanged"]
    assert telling.deed({"groups": "work, income"}) == "changed what you say about your work, your income"
    assert telling.audience == "person"


def test_every_group_has_its_word() -> None:
    deed = tellings()["FactsChanged"].deed
    said = {deed({"groups": group.key}) for group in facts.GROUPS}
    assert len(said) == len(facts.GROUPS)


@pytest.mark.parametrize("event", [profile_events.PayScheduleChanged, profile_events.DebtChanged])
def test_what_is_the_households_is_told_to_all_of_it_with_a_link(event: type) -> None:
    telling = tellings()[event.__name__]
    assert telling.audience == "household"
    assert telling.address({"schedule_id": "x", "debt_id": "x"}) in {"/pay/x", "/debts/x"}
    assert telling.deed({"change": "restored"}).endswith("back")
