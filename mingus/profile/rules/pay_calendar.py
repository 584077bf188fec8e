"""On which days pay arrives. Pure.

A calendar begins with its anchor, a day of pay that somebody knows: nothing is claimed of the time before. Holidays of
banks are not considered; the weekend rule is the employer's: pay that falls on a Saturday or Sunday comes on the Friday
before, the Monday after, or on the day itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final, Literal, Protocol

from mingus.core.months import add_months, days_in, first_of

Rhythm = Literal["weekly", "biweekly", "semimonthly", "monthly", "annually"]
WeekendRule = Literal["before", "after", "none"]
SemimonthlyDays = Literal["first_and_fifteenth", "fifteenth_and_last"]

PAYS_A_YEAR: Final = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12, "annually": 1}
_DAYS_APART: Final = {"weekly": 7, "biweekly": 14}
_MONTHS_APART: Final = {"monthly": 1, "annually": 12}
_SATURDAY, _SUNDAY = 5, 6
_FARTHEST_MOVE: Final = timedelta(days=2)
_LAST_DATE: Final = date.max - timedelta(days=400)


class Calendar(Protocol):
    """Whatever pay days follow from: a schedule as it is kept, or a PayCalendar."""

    @property
    def rhythm(self) -> Rhythm: ...

    @property
    def anchor_on(self) -> date: ...

    @property
    def weekend_rule(self) -> WeekendRule: ...

    @property
    def semimonthly_days(self) -> SemimonthlyDays | None: ...


@dataclass(frozen=True, slots=True)
class PayCalendar:
    """A calendar by itself. `semimonthly_days` is None but for that rhythm."""

    rhythm: Rhythm
    anchor_on: date
    weekend_rule: WeekendRule = "before"
    semimonthly_days: SemimonthlyDays | None = None


def pay_days(schedule: Calendar, first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both with, on which this pay arrives, in order."""
    since = max(first, schedule.anchor_on) - _FARTHEST_MOVE
    until = min(last, _LAST_DATE) + _FARTHEST_MOVE
    found = []
    for nominal in _nominal_days(schedule, since):
        if nominal > until:
            break
        paid = _moved(nominal, schedule.weekend_rule)
        if first <= paid <= last and max(nominal, paid) >= schedule.anchor_on:
            found.append(paid)
    return found


def a_month(minor: int, rhythm: Rhythm) -> int:
    """What one pay comes to in an average month, rounded down to a minor unit."""
    return minor * PAYS_A_YEAR[rhythm] // 12


def _nominal_days(schedule: Calendar, since: date) -> Iterator[date]:
    """The days of the rhythm before weekends move them, from `since` or a little before it on."""
    anchor = schedule.anchor_on
    if schedule.rhythm == "semimonthly":
        yield from _twice_a_month(schedule, first_of(since))
    elif apart := _DAYS_APART.get(schedule.rhythm):
        begin = max(0, (since - anchor).days // apart)
        yield from (anchor + timedelta(days=apart * number) for number in count(begin))
    else:
        months = _MONTHS_APART[schedule.rhythm]
        passed = (since.year - anchor.year) * 12 + since.month - anchor.month
        yield from (add_months(anchor, months * number) for number in count(max(0, passed // months)))


def _twice_a_month(schedule: Calendar, month_on: date) -> Iterator[date]:
    for number in count():
        month = add_months(month_on, number)
        if schedule.semimonthly_days == "first_and_fifteenth":
            yield from (month, month.replace(day=15))
        else:
            yield from (month.replace(day=15), month.replace(day=days_in(month)))


def _moved(nominal: date, rule: WeekendRule) -> date:
    day = nominal.weekday()
    if rule == "none" or day < _SATURDAY:
        return nominal
    if rule == "before":
        return nominal - timedelta(days=day - _SATURDAY + 1)
    return nominal + timedelta(days=_SUNDAY - day + 1)
