"""What is paid again and again: found from days and amounts alone. Pure.

A payee counts as recurring from three charges on, at an even distance, the newest not overdue. That is our own rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from mingus.advice.figures.arithmetic import median
from mingus.advice.figures.numbers import Numbers, Series
from mingus.core.months import add_months, first_of

Rhythm = Literal["week", "month", "year"]

FEWEST: Final = 3
TWINS_APART: Final = timedelta(days=7)
# (shortest, longest) days between two charges, and how many a year.
RHYTHMS: Final[dict[Rhythm, tuple[int, int, int]]] = {
    "week": (6, 8, 52),
    "month": (26, 36, 12),
    "year": (355, 376, 1),
}
OTHERWISE_NAMED: Final = frozenset(
    {
        *("housing", "utilities", "insurance", "student_loans", "debt_payments", "family_giving", "taxes", "fees"),
        *("savings_investing", "children", "education", "cash", "phone_internet", "groceries", "transport", "car"),
    }
)
"""Categories whose bills nobody calls a subscription."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes again. `before_minor` is its steady price before the newest one; None if it never moved."""

    name: str
    slug: str
    rhythm: Rhythm
    latest_minor: int
    latest_on: date
    before_minor: int | None
    is_fixed: bool

    @property
    def yearly_minor(self) -> int:
        return self.latest_minor * RHYTHMS[self.rhythm][2]

    @property
    def rise_yearly_minor(self) -> int:
        """What a year costs more than at the price before."""
        return (self.latest_minor - (self.before_minor or self.latest_minor)) * RHYTHMS[self.rhythm][2]


def recurring(numbers: Numbers) -> list[Recurring]:
    """Everything that is paid again and again, the dearest first."""
    found = [one for series in numbers.series if (one := seen(series, numbers.today)) is not None]
    return sorted(found, key=lambda one: (-one.yearly_minor, one.name))


def subscriptions(numbers: Numbers) -> list[Recurring]:
    """Those at a fixed price that are no bill of another kind."""
    return [one for one in recurring(numbers) if one.is_fixed and one.slug not in OTHERWISE_NAMED]


def seen(series: Series, today: date) -> Recurring | None:
    """One payee as something recurring, or None."""
    gaps = [(later - earlier).days for earlier, later in pairwise(series.days)]
    rhythm = _rhythm(gaps)
    if len(series.days) < FEWEST or rhythm is None:
        return None
    latest_on, longest = series.days[-1], RHYTHMS[rhythm][1]
    if today - latest_on > timedelta(days=longest + longest // 4):
        return None  # it has stopped
    amounts = series.amounts_minor
    return Recurring(series.name, series.slug, rhythm, amounts[-1], latest_on, _before(amounts), _is_fixed(amounts))


def doubles(numbers: Numbers) -> list[tuple[str, int]]:
    """Payees who took the same amount twice within a week, in each of two months running."""
    return [
        (series.name, series.amounts_minor[-1])
        for series in numbers.series
        if series.slug not in OTHERWISE_NAMED and _is_doubled(series, numbers.today)
    ]


def _rhythm(gaps: list[int]) -> Rhythm | None:
    if not gaps:
        return None
    usual = median(gaps)
    for name, (shortest, longest, _) in RHYTHMS.items():
        if shortest <= usual <= longest and all(shortest - 3 <= gap <= longest + 3 for gap in gaps):
            return name
    return None


def _before(amounts: tuple[int, ...]) -> int | None:
    """The price that stood at least twice before the newest one."""
    newest = amounts[-1]
    earlier = [amount for amount in amounts if amount != newest]
    if not earlier or len(earlier) < 2 or earlier[-1] != earlier[-2]:
        return None
    return earlier[-1]


def _is_fixed(amounts: tuple[int, ...]) -> bool:
    """The same price each time, or one that moved at most twice."""
    return sum(one != other for one, other in pairwise(amounts)) <= min(2, len(amounts) // 3)


def _is_doubled(series: Series, today: date) -> bool:
    by_month: dict[date, list[tuple[date, int]]] = {}
    for day, amount in zip(series.days, series.amounts_minor, strict=True):
        by_month.setdefault(first_of(day), []).append((day, amount))
    newest = max(by_month)
    is_current = today - series.days[-1] <= timedelta(days=45)
    return is_current and all(_twins(by_month.get(month_on, [])) for month_on in (newest, add_months(newest, -1)))


def _twins(charges: Sequence[tuple[date, int]]) -> bool:
    """Exactly two charges, of one amount, within a week: three are a habit, and every other week is a rhythm."""
    if len(charges) != 2:
        return False
    (earlier, one), (later, other) = charges
    return one == other and later - earlier <= TWINS_APART
