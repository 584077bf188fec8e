"""What a pay comes to in a year, to the cent, with its arithmetic."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.assessments.rules.yearly import PERIODS, yearly

CENTS = st.integers(1_00, 500_000_00)


@pytest.mark.parametrize(
    ("said", "minor", "sums"),
    [
        ({"salary": 85000}, 85_000_00, ()),  # as the first version asked
        ({"pay_period": "annually", "salary": "85000.5"}, 85_000_50, ()),
        ({"pay_period": "weekly", "weekly_pay": "900"}, 46_800_00, ("$900 every week × 52 = $46,800 a year.",)),
        (
            {"pay_period": "biweekly", "biweekly_pay": "2400.55"},
            62_414_30,
            ("$2,400.55 every two weeks × 26 = $62,414.30 a year.",),
        ),
        (
            {"pay_period": "semimonthly", "semimonthly_pay": "2600"},
            62_400_00,
            ("$2,600 twice a month × 24 = $62,400 a year.",),
        ),
        ({"pay_period": "monthly", "monthly_pay": "5200"}, 62_400_00, ("$5,200 every month × 12 = $62,400 a year.",)),
        (
            {"pay_period": "hourly", "hourly_pay": "18.75", "hours_per_week": "40"},
            39_000_00,
            ("$18.75 an hour × 40 hours × 52 weeks = $39,000 a year.",),
        ),
    ],
)
def test_every_way_to_be_paid_comes_to_a_year(said: dict[str, Any], minor: int, sums: tuple[str, ...]) -> None:
    found = yearly(said)
    assert (found.minor, found.sums) == (minor, sums)


def test_part_time_by_the_hour_is_compared_at_full_time_and_shows_both() -> None:
    found = yearly({"pay_period": "hourly", "hourly_pay": "18.75", "hours_per_week": "20.5"})
    assert found.minor == 39_000_00
    own, compared = found.sums
    assert own == "$18.75 an hour × 20.5 hours × 52 weeks = $19,987.50 a year."
    assert "count 2,080 hours, a full-time year" in compared
    assert compared.endswith("compared as $18.75 × 2,080 = $39,000.")


@given(CENTS, st.sampled_from(sorted(PERIODS)))
def test_no_cent_is_lost(cents: int, period: str) -> None:
    known = PERIODS[period]
    pay = str(Decimal(cents) / 100)
    assert yearly({"pay_period": period, known.question: pay}).minor == cents * known.times
