"""Income comparison: published wages of single earners, kept as they were found."""

from typing import Any

import pytest

from mingus.assessments.service import desk, shelves, taking
from mingus.assessments.service.comparing import compared
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.factories import Browser

NURSE = "29-1141"
SAID = {"occupation": NURSE, "area": "atlanta", "pay_period": "annually", "salary": "85000"}
SAID |= {"experience": "from_4", "education": "bachelor"}


def _compared(member: Member, **said: Any) -> dict[str, Any]:
    with transaction(member.household_id, read_only=True) as db:
        return compared(db, SAID | said)


def test_a_metro_without_wages_of_its_own_is_compared_with_the_state_and_says_so(alice: Member) -> None:
    found = _compared(alice)
    assert found["area"] == "the state of Georgia"
    assert "percentile" in found["standing"]
    assert found["source"].endswith("May 2025")
    assert "not of households" in found["caveat"]


def test_what_is_not_published_is_not_available(alice: Member) -> None:
    found = _compared(alice, occupation="99-9999")
    assert "not available" in found["standing"]
    assert found["figures"] == []


def test_a_comparison_has_no_score_and_no_household_in_it(alice: Member, as_alice: Browser) -> None:
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        sheet = taking.start(db, shelf, "income-comparison")
        taking.answer(db, shelf, sheet.id, SAID)
        done = taking.submit(db, shelf, sheet.id, alice)
        latest = desk.latest(db, alice.person_id, "income-comparison")
    assert done.score is None
    assert latest is not None
    assert latest.score is None
    page = as_alice.get(f"/assessments/results/{sheet.id}").text
    assert "Median: half earn less" in page
    assert "May 2025" in page
    assert "of 100</span>" not in page


@pytest.mark.parametrize("salary", [20_000, 1_000_000])
def test_beyond_the_published_points_no_percentile_is_made_up(alice: Member, salary: int) -> None:
    standing = _compared(alice, salary=salary)["standing"]
    assert "below the 10th" in standing or "above the 90th" in standing


def test_pay_by_the_hour_is_compared_by_its_year_and_the_arithmetic_is_shown(alice: Member, as_alice: Browser) -> None:
    said = {key: one for key, one in SAID.items() if key != "salary"}
    said |= {"pay_period": "hourly", "hourly_pay": "37.25", "hours_per_week": "36"}
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        sheet = taking.start(db, shelf, "income-comparison")
        taking.answer(db, shelf, sheet.id, said)
        done = taking.submit(db, shelf, sheet.id, alice)
    assert done.comparison is not None
    assert done.comparison["standing"].startswith("$77,480 is ")  # 37.25 × 2,080
    page = as_alice.get(f"/assessments/results/{sheet.id}").text
    assert "$37.25 an hour × 36 hours × 52 weeks = $69,732 a year." in page
    assert "$37.25 × 2,080 = $77,480" in page
    assert "36 hours" in page
    assert as_alice.get(f"/assessments/results/{sheet.id}/pdf").data.startswith(b"%PDF")


def test_answers_of_the_first_version_are_compared_as_they_were(alice: Member) -> None:
    first = {key: one for key, one in SAID.items() if key != "pay_period"} | {"salary": 85_000}
    assert _compared(alice, pay_period="annually") == _compared(alice)
    with transaction(alice.household_id, read_only=True) as db:
        assert compared(db, first) == _compared(alice)
