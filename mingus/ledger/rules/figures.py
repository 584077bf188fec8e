"""What counts as income and what as spending. The definitions every page, export and report shares.

- Transfers and deleted rows count nowhere; the view `money_lines` leaves them out.
- A category is netted over a month: a refund reduces the spending of its category.
- Spending is what a category of kind expense is below zero in the month, and money out that nobody filed.
- Everything else is income: the net of income categories, an expense category that is above zero, unfiled money in.
- So income less expenses is the sum of all rows, whatever is filed where.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple
from uuid import UUID

UNCATEGORIZED: Final = "Uncategorized"


class Sum(NamedTuple):
    """What went in and out of one category in one month and currency. `kind` is None where nobody filed it."""

    month_on: date
    currency: str
    category_id: UUID | None
    name: str
    kind: str | None
    in_minor: int
    out_minor: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Both are positive amounts of one currency, except income that was taken back."""

    income_minor: int
    expenses_minor: int


def spending_minor(line: Sum) -> int:
    """How much of this is spending: zero or more."""
    if line.kind is None:
        return line.out_minor
    return line.out_minor - line.in_minor if line.kind == "expense" and line.out_minor > line.in_minor else 0


def totals(lines: Iterable[Sum]) -> dict[str, Totals]:
    """Income and expenses per currency."""
    spent: dict[str, int] = defaultdict(int)
    net: dict[str, int] = defaultdict(int)
    for line in lines:
        spent[line.currency] += spending_minor(line)
        net[line.currency] += line.in_minor - line.out_minor
    return {currency: Totals(net[currency] + spent[currency], spent[currency]) for currency in sorted(net)}


def savings_rate_percent(found: Totals) -> Decimal | None:
    """The part of income that was kept, to a tenth of a percent; None without income."""
    if found.income_minor <= 0:
        return None
    kept = Decimal(found.income_minor - found.expenses_minor) * 100 / found.income_minor
    return kept.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def days_between(since: date, until: date, points: int) -> list[date]:
    """At most `points` days from `since` to `until`, evenly apart, both ends included."""
    span = (until - since).days
    if span <= 0 or points < 2:
        return [until]
    steps = min(points - 1, span)
    return [since + timedelta(days=span * step // steps) for step in range(steps + 1)]
