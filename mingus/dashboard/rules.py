"""The arithmetic and the words of the first page: greeting, days left, periods, savings rate. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from mingus.core.errors import Refused
from mingus.core.formatting import month_name, short_date
from mingus.core.money import Money
from mingus.core.months import add_months, days_in, first_of

TOP_CATEGORIES: Final = 6
EVERYTHING_ELSE: Final = "Everything else"
MORNING, AFTERNOON, EVENING = 5, 12, 18
NUMBERS: Final = (
    *("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    *("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A choice of how far back the line of net worth goes; `months` is None for everything."""

    key: str
    label: str
    months: int | None
    words: str


PERIODS: Final = (
    Period("3m", "3M", 3, "in 3 months"),
    Period("6m", "6M", 6, "in 6 months"),
    Period("1y", "1Y", 12, "in 12 months"),
    Period("all", "All", None, "in all"),
)
USUAL_PERIOD: Final = PERIODS[2]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: the month, and how far back the line goes, on this `day` of the household."""

    day: date
    month_on: date
    period: Period

    @property
    def since(self) -> date | None:
        """Where the line begins; None for as far back as there is anything."""
        return add_months(self.day, -self.period.months) if self.period.months else None


@dataclass(frozen=True, slots=True)
class Part:
    """What one category took. `category_id` is None for “Everything else” and for money without a category."""

    name: str
    amount: Money
    category_id: UUID | None = None


def greeting(hour: int) -> str:
    """Good morning, afternoon or evening at this hour where the household lives."""
    if MORNING <= hour < AFTERNOON:
        return "Good morning"
    return "Good afternoon" if AFTERNOON <= hour < EVENING else "Good evening"


def days_left(today: date) -> str:
    """How much of the month is left, in words up to twenty."""
    left = days_in(today) - today.day
    if left == 0:
        return "The last day of the month."
    number = NUMBERS[left] if left < len(NUMBERS) else str(left)
    return f"{number} {'day' if left == 1 else 'days'} left in the month."


def day_line(today: date, month_on: date) -> str:
    """Sunday, November 22. Eight days left in the month. For another month than this: its name."""
    if month_on != first_of(today):
        return f"{month_name(month_on, year=True)}, looking back."
    return f"{today:%A}, {month_name(today)} {today.day}. {days_left(today)}"


def wanted(day: date, month: str, period_key: str) -> Wanted:
    """What somebody chose. Raises Refused for a month that is none."""
    return Wanted(day, month_named(month, day), period(period_key))


def period(key: str) -> Period:
    """The period called `key`, or the usual one."""
    return next((known for known in PERIODS if known.key == key), USUAL_PERIOD)


def begun(points: Sequence[tuple[date, Money]]) -> list[tuple[date, Money]]:
    """The line without the days before there was anything: nobody's wealth began with a year of zeros."""
    first = next((place for place, (_, amount) in enumerate(points) if amount.minor), len(points) - 1)
    return list(points[max(first, 0) :])


def change_words(chosen: Period, points: Sequence[tuple[date, Money]], today: date) -> str:
    """Since when the change counts: the period in words, or the first day where there is less than that."""
    if not points or (chosen.months and points[0][0] <= add_months(today, -chosen.months)):
        return chosen.words
    return f"since {short_date(points[0][0], year=True)}"


def month_named(text: str, today: date) -> date:
    """The first of the month `text` (YYYY-MM); this month when it is empty. Raises Refused naming `month`."""
    if not text:
        return first_of(today)
    try:
        month_on = date.fromisoformat(f"{text}-01")
    except ValueError:
        month_on = date.max
    if len(text) != len("2026-11") or month_on > today:
        raise Refused("There is no such month to show.", fields={"month": "a month like 2026-11, not in the future"})
    return month_on


def top(parts: Sequence[Part]) -> list[Part]:
    """The largest parts first, those beyond the sixth added up as “Everything else”; nothing that is not above zero."""
    ordered = sorted(
        (part for part in parts if part.amount.minor > 0), key=lambda part: (-part.amount.minor, part.name)
    )
    head, rest = ordered[:TOP_CATEGORIES], ordered[TOP_CATEGORIES:]
    if len(rest) == 1:
        return ordered
    others = [Part(EVERYTHING_ELSE, sum((p.amount for p in rest[1:]), rest[0].amount))] if rest else []
    return [*head, *others]
