"""Pay days, against examples anybody can check on a calendar and against a model that looks at every single day."""

import calendar
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.profile.models import RHYTHMS, SEMIMONTHLY_DAYS, WEEKEND_RULES
from mingus.profile.rules import PAYS_A_YEAR, PayCalendar, a_month, pay_days
from mingus.profile.rules.pay_calendar import Rhythm, SemimonthlyDays, WeekendRule

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
CALENDARS = st.builds(
    PayCalendar,
    rhythm=st.sampled_from(get_args(Rhythm)),
    anchor_on=DAYS,
    weekend_rule=st.sampled_from(get_args(WeekendRule)),
    semimonthly_days=st.sampled_from(get_args(SemimonthlyDays)),
)


def days_of(schedule: PayCalendar, first: date, last: date) -> list[str]:
    return [f"{day:%m-%d}" for day in pay_days(schedule, first, last)]


def test_the_rules_and_the_database_know_the_same_words() -> None:
    assert (get_args(Rhythm), get_args(SemimonthlyDays), get_args(WeekendRule)) == (
        RHYTHMS,
        SEMIMONTHLY_DAYS,
        WEEKEND_RULES,
    )
    assert set(PAYS_A_YEAR) == set(RHYTHMS)


def test_monthly_pay_on_the_31st_is_clamped_from_its_anchor_and_never_drifts() -> None:
    monthly = PayCalendar("monthly", date(2026, 1, 31), "none")
    found = days_of(monthly, *YEAR)
    assert found[:5] == ["01-31", "02-28", "03-31", "04-30", "05-31"]
    assert len(found) == 12
    assert days_of(monthly, date(2028, 2, 1), date(2028, 3, 31)) == ["02-29", "03-31"]


def test_semimonthly_pay_lands_twice_a_month() -> None:
    last = PayCalendar("semimonthly", date(2026, 1, 1), "none", "fifteenth_and_last")
    assert days_of(last, *YEAR)[:4] == ["01-15", "01-31", "02-15", "02-28"]
    first = PayCalendar("semimonthly", date(2026, 1, 1), "none", "first_and_fifteenth")
    assert days_of(first, *YEAR)[:4] == ["01-01", "01-15", "02-01", "02-15"]
    assert len(days_of(first, *YEAR)) == len(days_of(last, *YEAR)) == 24


@pytest.mark.parametrize(("rule", "found"), [("before", "08-14"), ("after", "08-17"), ("none", "08-15")])
def test_pay_that_falls_on_a_saturday_comes_as_the_employer_does_it(rule: WeekendRule, found: str) -> None:
    schedule = PayCalendar("semimonthly", date(2026, 8, 1), rule, "fifteenth_and_last")
    assert days_of(schedule, date(2026, 8, 10), date(2026, 8, 20)) == [found]


def test_pay_moved_over_the_end_of_the_range_is_in_the_range_it_arrives_in() -> None:
    schedule = PayCalendar("monthly", date(2026, 1, 1), "before")  # 1 August 2026 is a Saturday, 1 November a Sunday
    assert days_of(schedule, date(2026, 7, 2), date(2026, 7, 31)) == ["07-31"]
    assert days_of(schedule, date(2026, 8, 1), date(2026, 8, 31)) == []
    assert days_of(schedule, date(2026, 10, 30), date(2026, 10, 30)) == ["10-30"]


def test_biweekly_pay_sometimes_comes_three_times_a_month() -> None:
    schedule = PayCalendar("biweekly", date(2026, 1, 2))
    assert days_of(schedule, date(2026, 1, 1), date(2026, 1, 31)) == ["01-02", "01-16", "01-30"]
    assert len(pay_days(schedule, *YEAR)) == 26


def test_pay_once_a_year_on_a_leap_day_is_there_every_year() -> None:
    schedule = PayCalendar("annually", date(2024, 2, 29), "none")
    found = pay_days(schedule, date(2024, 1, 1), date(2028, 12, 31))
    assert [day.isoformat()[5:] for day in found] == ["02-29", "02-28", "02-28", "02-28", "02-29"]


def test_nothing_is_claimed_of_the_time_before_the_anchor() -> None:
    schedule = PayCalendar("weekly", date(2026, 6, 5))
    assert days_of(schedule, date(2026, 5, 1), date(2026, 6, 12)) == ["06-05", "06-12"]
    assert pay_days(schedule, date(2025, 1, 1), date(2026, 1, 1)) == []


def test_an_anchor_that_a_weekend_had_moved_is_itself_a_pay_day() -> None:
    schedule = PayCalendar("semimonthly", date(2026, 8, 17), "after", "fifteenth_and_last")  # the 15th is a Saturday
    assert days_of(schedule, date(2026, 8, 1), date(2026, 8, 31)) == ["08-17", "08-31"]


@given(CALENDARS, DAYS, st.integers(0, 800))
def test_pay_days_are_those_of_a_model_that_asks_every_day(schedule: PayCalendar, first: date, span: int) -> None:
    last = first + timedelta(days=span)
    every_day = (first + timedelta(days=number) for number in range(span + 1))
    assert pay_days(schedule, first, last) == [day for day in every_day if arrives(schedule, day)]


@given(CALENDARS, DAYS, DAYS)
def test_two_ranges_side_by_side_hold_what_the_whole_holds(schedule: PayCalendar, one: date, two: date) -> None:
    first, middle = sorted((one, two))
    last = middle + timedelta(days=100)
    halves = pay_days(schedule, first, middle) + pay_days(schedule, middle + timedelta(days=1), last)
    assert halves == pay_days(schedule, first, last)


def test_an_average_month_is_a_twelfth_of_a_year_rounded_down() -> None:
    assert a_month(1900_00, "biweekly") == 4116_66
    assert a_month(1900_00, "semimonthly") == 3800_00
    assert a_month(100, "annually") == 8


def arrives(schedule: PayCalendar, day: date) -> bool:
    """Whether pay arrives on this day: some day nearby is one of the rhythm, and the weekend rule moves it here."""
    nearby = (day + timedelta(days=move) for move in (-2, -1, 0, 1, 2))
    return any(is_of_rhythm(schedule, near) and arrives_on(near, schedule.weekend_rule) == day for near in nearby) and (
        day >= schedule.anchor_on or any(near_after(schedule, day))
    )


def near_after(schedule: PayCalendar, day: date) -> list[date]:
    """Days of the rhythm from the anchor on whose pay was moved back to `day`, before it."""
    ahead = (day + timedelta(days=move) for move in (1, 2))
    return [
        near
        for near in ahead
        if near >= schedule.anchor_on
        and is_of_rhythm(schedule, near)
        and arrives_on(near, schedule.weekend_rule) == day
    ]


def arrives_on(nominal: date, rule: WeekendRule) -> date:
    while nominal.weekday() > 4 and rule != "none":
        nominal += timedelta(days=1 if rule == "after" else -1)
    return nominal


def is_of_rhythm(schedule: PayCalendar, day: date) -> bool:
    """Whether the rhythm names this very day, never mind weekends. Weeks and months have no days before the anchor."""
    anchor, last = schedule.anchor_on, calendar.monthrange(day.year, day.month)[1]
    if schedule.rhythm == "semimonthly":
        return day.day in {15, 1 if schedule.semimonthly_days == "first_and_fifteenth" else last}
    if day < anchor:
        return False
    if schedule.rhythm in {"weekly", "biweekly"}:
        return (day - anchor).days % (7 if schedule.rhythm == "weekly" else 14) == 0
    return day.day == min(anchor.day, last) and (schedule.rhythm == "monthly" or day.month == anchor.month)
