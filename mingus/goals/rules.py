"""The arithmetic of goals: how far, how much a month, whether it fits, when it would be done. Pure.

Months are whole months counted from today, clamped at the end of short ones (31 January + 1 = 28 February).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from mingus.core.money import Money
from mingus.core.months import add_months, whole_months

MILESTONES: Final = (25, 50, 75, 100)
SHARE_PERCENT: Final = 30  # of what a household keeps; the rest stays for life's surprises
MONTHS_AVERAGED: Final = 3
LONGEST_MONTHS: Final = 1200  # a date a hundred years off helps nobody
CHANGES: Final = {
    "active": frozenset({"paused", "completed", "cancelled"}),
    "paused": frozenset({"active", "completed", "cancelled"}),
    "completed": frozenset({"active"}),
    "cancelled": frozenset({"active"}),
}
"""From each status, the ones a person may choose next."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a goal aims at and how far it has come: all that its arithmetic needs."""

    target: Money
    saved: Money
    status: str = "active"
    due_on: date | None = None
    monthly: Money | None = None

    @property
    def missing(self) -> Money:
        """What is still to be put aside, never below zero."""
        return Money(max(0, self.target.minor - self.saved.minor), self.target.currency)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A quarter of the way. `amount` is rounded up, so that having it means having really passed."""

    percent: int
    amount: Money
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether all active goals together fit. `available` is their share of what the household keeps a month."""

    verdict: Literal["feasible", "too_much", "unknown"]
    needed: Money
    available: Money | None


def percent_saved(target: Money, saved: Money) -> int:
    """Whole percent of `target` saved, 0 to 100, rounded down: 100 means really reached."""
    return min(100, saved.minor * 100 // target.minor)


def milestones(target: Money, saved: Money) -> list[Milestone]:
    """The four quarters of the way, and which of them are passed."""
    amounts = [Money(_divided_up(target.minor * percent, 100), target.currency) for percent in MILESTONES]
    return [Milestone(p, amount, saved >= amount) for p, amount in zip(MILESTONES, amounts, strict=True)]


def milestone_between(target: Money, before: Money, after: Money) -> int | None:
    """The highest milestone passed by going from `before` to `after`, in percent; None when there is none."""
    old, new = percent_saved(target, before), percent_saved(target, after)
    return max((percent for percent in MILESTONES if old < percent <= new), default=None)


def monthly_needed(standing: Standing, today: date) -> Money | None:
    """What to put aside each month, rounded up to a minor unit; the monthly amount itself where that was chosen.

    With less than a month left it is all that is missing. None when there is neither a date to come nor an amount.
    """
    missing = standing.missing
    if not missing.minor:
        return missing
    if standing.due_on is None:
        return standing.monthly and min(standing.monthly, missing)
    if standing.due_on < today:
        return None
    return Money(_divided_up(missing.minor, max(1, whole_months(today, standing.due_on))), missing.currency)


def date_at_pace(missing: Money, monthly: Money, today: date) -> date | None:
    """The day `missing` is put together at `monthly` a month; None when that is never, or beyond a hundred years."""
    if not missing.minor:
        return today
    if monthly.minor <= 0:
        return None
    months = _divided_up(missing.minor, monthly.minor)
    return add_months(today, months) if months <= LONGEST_MONTHS else None


def expected_on(standing: Standing, today: date) -> date | None:
    """The goal's own date, or the one that follows from its monthly amount; None when there is neither."""
    if standing.due_on or standing.monthly is None:
        return standing.due_on
    return date_at_pace(standing.missing, standing.monthly, today)


def average_surplus(months: Sequence[tuple[Money, Money]]) -> Money | None:
    """What a household keeps a month: income less expenses over its newest three full months that have any.

    `months` are (income, expenses) of full months, newest first. Rounded down. None when there is no income in
    them: what nobody knows is not guessed.
    """
    known = [pair for pair in months if any(amount.minor for amount in pair)][:MONTHS_AVERAGED]
    if not any(income.minor for income, _ in known):
        return None
    kept = sum(income.minor - expenses.minor for income, expenses in known)
    return Money(kept // len(known), known[0][0].currency)


def feasibility(needs: Sequence[Money], surplus: Money | None, currency: str) -> Feasibility:
    """Feasible when the `needs` of all active goals are at most 30 % of the monthly `surplus`."""
    needed = sum(needs, Money(0, currency))
    if surplus is None:
        return Feasibility("unknown", needed, None)
    available = Money(max(0, surplus.minor * SHARE_PERCENT // 100), currency)
    return Feasibility("feasible" if needed <= available else "too_much", needed, available)


def date_within(missing: Money, need: Money | None, whole: Feasibility, today: date) -> date | None:
    """When a goal would be done if all goals shared what is available in proportion to their needs; None if never."""
    if not need or whole.available is None or not whole.needed.minor:
        return None
    share = Money(whole.available.minor * need.minor // whole.needed.minor, missing.currency)
    return date_at_pace(missing, share, today)


def _divided_up(amount: int, by: int) -> int:
    return -(-amount // by)
