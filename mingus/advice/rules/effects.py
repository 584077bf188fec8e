"""What changed since somebody said yes: medians of full months before and after, and no claim about why. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mingus.advice.figures.arithmetic import USUAL_MONTHS, median
from mingus.advice.figures.numbers import Month, Numbers
from mingus.core.formatting import month_name
from mingus.core.months import add_months, first_of

FEWEST_AFTER: Final = 2
KEPT: Final = "kept"
SPENT: Final = "spent:"
HONEST: Final = "Other things changed in these months too: this is what your accounts show, and no proof of why."


@dataclass(frozen=True, slots=True)
class Baseline:
    """The usual month when somebody said yes: the median of so many full months."""

    minor: int
    months: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What is known of it by now. `monthly_minor` is better by so much a month (below zero: worse); None: too early."""

    sentence: str
    monthly_minor: int | None
    months_after: int


def measured(metric: str, month: Month) -> int:
    """The figure of one month: what was kept, or what a category took."""
    return month.kept_minor if metric == KEPT else month.spent.get(metric.removeprefix(SPENT), 0)


def baseline(numbers: Numbers, metric: str) -> Baseline | None:
    """The usual month now, over six full months at most; None without a metric, or before there are two months."""
    months = numbers.months[:USUAL_MONTHS]
    if not metric or len(months) < FEWEST_AFTER:
        return None
    return Baseline(median([measured(metric, month) for month in months]), len(months))


def effect(numbers: Numbers, metric: str, before: Baseline, accepted_on: date, *, was_done: bool = False) -> Effect:
    """How the full months since the one of the yes, or of what `was_done` without one, compare with those before it."""
    since = add_months(first_of(accepted_on), 1)
    months = [month for month in numbers.months if month.on >= since]
    in_month = month_name(accepted_on, year=accepted_on.year != numbers.today.year)
    said = f"You {'did it' if was_done else 'said yes'} in {in_month}."
    if len(months) < FEWEST_AFTER:
        return Effect(f"{said} Too early to tell: Mingus compares from two full months on.", None, len(months))
    after = median([measured(metric, month) for month in months])
    better = after - before.minor if metric == KEPT else before.minor - after
    return Effect(f"{said} {_compared(numbers, metric, (before, after, len(months), better))}", better, len(months))


def _compared(numbers: Numbers, metric: str, found: tuple[Baseline, int, int, int]) -> str:
    before, after, count, better = found
    what = "You kept" if metric == KEPT else f"{_name(numbers, metric)} took"
    cents = any(minor % numbers.unit for minor in (before.minor, after))  # all or none, so that they add up
    then, now, size = (numbers.money(minor).text(cents=cents) for minor in (before.minor, after, abs(better)))
    known = (
        f"{what} {then} in a usual month before (the middle of {before.months} months) and {now} since (the middle of "
        f"{count})"
    )
    if not better:
        return f"{known}: no change so far."
    if metric == KEPT:
        return f"{known}: {size} a month {'more' if better > 0 else 'less'}. {HONEST}"
    return f"{known}: {size} a month {'saved' if better > 0 else 'more'} since. {HONEST}"


def _name(numbers: Numbers, metric: str) -> str:
    slug = metric.removeprefix(SPENT)
    return numbers.category_names.get(slug, slug.replace("_", " ").capitalize())
