"""The choices of listed questions are what is published; other definitions read nothing."""

from mingus.assessments.service.definitions import current
from mingus.assessments.service.listing import lists
from mingus.core.db import transaction
from mingus.core.tenancy import Member

NURSE = "29-1141"


def test_the_choices_are_what_is_published(alice: Member) -> None:
    with transaction(alice.household_id, read_only=True) as db:
        known = lists(db, current("income-comparison"), {"occupation": NURSE})
        assert lists(db, current("readiness"), {}) == {}
    assert NURSE in known["occupations"]
    assert known["areas"]["US"] == "United States"
    assert known["areas"]["GA"] == "Georgia"
    assert "metro" in known["areas"]["atlanta"]
