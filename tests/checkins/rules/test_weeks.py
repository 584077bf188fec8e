from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.checkins.rules.weeks import last_day, open_weeks, to_write, week_of

MONDAY = date(2026, 11, 23)


@given(st.dates(date(2000, 1, 3), date(2100, 1, 1)))
def test_every_day_lies_in_the_week_that_starts_on_its_monday(day: date) -> None:
    week_on = week_of(day)
    assert week_on.isoweekday() == 1
    assert week_on <= day <= last_day(week_on)


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        (MONDAY, [MONDAY, MONDAY - timedelta(days=7)]),
        (MONDAY + timedelta(days=1), [MONDAY]),
        (MONDAY + timedelta(days=6), [MONDAY]),
    ],
)
def test_a_week_stays_open_through_the_monday_after_it(day: date, weeks: list[date]) -> None:
    assert list(open_weeks(day)) == weeks


@pytest.mark.parametrize(
    ("day", "seen", "wanted"),
    [
        (MONDAY, [], MONDAY - timedelta(days=7)),
        (MONDAY, [MONDAY], MONDAY - timedelta(days=7)),
        (MONDAY, [MONDAY - timedelta(days=7)], MONDAY),
        (MONDAY, [MONDAY, MONDAY - timedelta(days=7)], MONDAY),
        (MONDAY + timedelta(days=1), [], MONDAY),
        (MONDAY + timedelta(days=6), [MONDAY], MONDAY),
    ],
)
def test_on_monday_the_week_just_ended_is_written_first(day: date, seen: list[date], wanted: date) -> None:
    assert to_write(day, seen) == wanted
