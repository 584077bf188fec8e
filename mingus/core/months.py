"""Arithmetic with calendar months, for every package that plans or reports by month. Pure."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in(date(year, month + 1, 1))))


def whole_months(since: date, until: date) -> int:
    """How many whole months lie between two days; 0 when `until` is not a month away, or before `since`."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months if add_months(since, max(0, months)) <= until else months - 1)


def first_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def days_in(day: date) -> int:
    """How many days the month of `day` has."""
    return calendar.monthrange(day.year, day.month)[1]
