from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.checkins.rules.streaks import Streak, streak

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
WEDNESDAY = MONDAY + timedelta(days=2)


def _weeks(marks: str, last_on: date = MONDAY) -> dict[date, str]:
    """“d” done, “s” skipped, “.” nothing; the last mark is the week of `last_on`."""
    names = {"d": "done", "s": "skipped"}
    found = {last_on - back * WEEK: names.get(mark) for back, mark in enumerate(reversed(marks))}
    return {week_on: status for week_on, status in found.items() if status}


@pytest.mark.parametrize(
    ("marks", "current", "longest"),
    [
        ("", 0, 0),
        ("d", 1, 1),
        ("ddd", 3, 3),
        ("ddd.", 3, 3),  # the week that runs is waited for
        ("ddd..", 0, 3),  # a week that is over and empty ends it
        ("dd.dd", 2, 2),
        ("dsd", 2, 2),  # a skip adds nothing and ends nothing
        ("dds", 2, 2),
        ("ddssd", 1, 2),  # two skips in a row end it
        ("ddss", 0, 2),
        ("ddddd.d", 1, 5),
    ],
)
def test_weeks_in_a_row_are_counted(marks: str, current: int, longest: int) -> None:
    assert streak(_weeks(marks), WEDNESDAY) == Streak(current, longest)


def test_on_monday_the_week_just_ended_is_still_waited_for() -> None:
    before = _weeks("ddd", last_on=MONDAY - 2 * WEEK)
    assert streak(before, MONDAY).current == 3
    assert streak(before, MONDAY + timedelta(days=1)).current == 0


def test_on_monday_a_week_still_open_ends_no_row_when_the_new_one_is_written_first() -> None:
    assert streak(_weeks("ddd.d"), MONDAY).current == 4
    assert streak(_weeks("ddd.d"), MONDAY + timedelta(days=1)).current == 1


@pytest.mark.parametrize(
    ("marks", "needs_on"),
    [
        ("ddd..", MONDAY - WEEK),  # nothing of last week and nothing of this
        ("ddd.d", MONDAY - WEEK),
        ("ddd.s", MONDAY - WEEK),
        ("dddd.", None),
        ("ddds.", None),  # skipped on purpose
        ("ddss..", None),  # it has ended already
        (".....", None),
        ("d...d", None),  # the row is of this week alone
    ],
)
def test_on_monday_the_empty_week_before_is_named_where_the_row_ends_without_it(
    marks: str, needs_on: date | None
) -> None:
    assert streak(_weeks(marks), MONDAY).needs_on == needs_on
    assert streak(_weeks(marks), WEDNESDAY).needs_on is None


@given(st.text("ds.", max_size=40))
def test_the_row_up_to_now_is_never_longer_than_the_longest_nor_than_the_answers(marks: str) -> None:
    found = streak(_weeks(marks), WEDNESDAY)
    assert 0 <= found.current <= found.longest <= marks.count("d")
