"""What a pay comes to in a year, with the arithmetic shown. Pure, in whole cents.

The publisher reckons a yearly wage as an hourly one times 2,080 hours, a full-time year (note to its tables). Pay by
the hour is compared at as many hours, so that twenty of them in a week don't make a wage look low.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from mingus.core.money import Money

WEEKS: Final = 52
FULL_TIME_HOURS: Final = 2080
SALARY: Final = "salary"
HOURLY: Final = "hourly_pay"
HOURS: Final = "hours_per_week"


@dataclass(frozen=True, slots=True)
class Period:
    """How pay may be counted: the question that asks for it, how often it comes in a year, and in words."""

    question: str
    times: int
    words: str


PERIODS: Final = {
    "weekly": Period("weekly_pay", 52, "every week"),
    "biweekly": Period("biweekly_pay", 26, "every two weeks"),
    "semimonthly": Period("semimonthly_pay", 24, "twice a month"),
    "monthly": Period("monthly_pay", 12, "every month"),
    "annually": Period(SALARY, 1, "a year"),
}


@dataclass(frozen=True, slots=True)
class Yearly:
    """A year's pay in cents as it is compared, and the sums that lead to it; none where a year's pay was given."""

    minor: int
    sums: tuple[str, ...] = ()


def yearly(answers: Mapping[str, Any]) -> Yearly:
    """The year that these answers tell of. Those of the first version name a salary and no period."""
    period = answers.get("pay_period", "annually")
    if period == "hourly":
        return _by_the_hour(_cents(answers[HOURLY]), Decimal(str(answers[HOURS])))
    known = PERIODS[period]
    paid_minor = _cents(answers[known.question])
    if known.times == 1:
        return Yearly(paid_minor)
    total = paid_minor * known.times
    return Yearly(total, (f"{_money(paid_minor)} {known.words} × {known.times} = {_money(total)} a year.",))


def _by_the_hour(rate_minor: int, hours: Decimal) -> Yearly:
    own = int((rate_minor * hours * WEEKS).to_integral_value(ROUND_HALF_UP))
    full = rate_minor * FULL_TIME_HOURS
    first = f"{_money(rate_minor)} an hour × {said(hours)} hours × {WEEKS} weeks = {_money(own)} a year."
    if own == full:
        return Yearly(full, (first,))
    second = (
        f"The published yearly wages count {FULL_TIME_HOURS:,} hours, a full-time year, so yours is compared as"
        f" {_money(rate_minor)} × {FULL_TIME_HOURS:,} = {_money(full)}."
    )
    return Yearly(full, (first, second))


def said(number: Decimal) -> str:
    """37.5 and 40, without zeros that say nothing."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _cents(answer: Any) -> int:
    return int(Decimal(str(answer)) * 100)


def _money(minor: int) -> str:
    return Money(minor).text(cents=minor % 100 != 0)
