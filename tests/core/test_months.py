from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core import months

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DAYS, st.integers(0, 600))
def test_adding_months_and_counting_them_agree(day: date, count: int) -> None:
    assert months.whole_months(day, months.add_months(day, count)) == count


@given(DAYS, st.integers(-600, 600))
def test_the_month_is_exact_and_the_day_only_shrinks_to_fit(day: date, count: int) -> None:
    moved = months.add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == min(day.day, months.days_in(moved))


@pytest.mark.parametrize(
    ("until", "count"),
    [
        (date(2026, 11, 22), 0),
        (date(2026, 12, 21), 0),
        (date(2026, 12, 22), 1),
        (date(2027, 11, 21), 11),
        (date(2027, 11, 22), 12),
        (date(2026, 1, 1), 0),
    ],
)
def test_only_whole_months_count(until: date, count: int) -> None:
    assert months.whole_months(date(2026, 11, 22), until) == count


def test_a_short_month_ends_on_its_last_day() -> None:
    assert months.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months.whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
