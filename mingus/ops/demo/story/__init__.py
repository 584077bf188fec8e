"""The story of the demonstration: a professional of about thirty in Atlanta, eighteen months up to today.

The same first day gives the same story, whenever it is told; only its end moves. Pure: no database, no clock.
"""

from datetime import date

from mingus.core.months import add_months, first_of
from mingus.ops.demo.story import moves, occasions, shopping, steady
from mingus.ops.demo.story.accounts import ACCOUNTS
from mingus.ops.demo.story.lines import Line, months

FULL_MONTHS = 18


def first_day(today: date) -> date:
    """The day on which a story told today begins."""
    return add_months(first_of(today), -FULL_MONTHS)


def tell(first_on: date, today: date) -> list[Line]:
    """Everything that happened from `first_on` (the first of a month) to today, day after day."""
    mover = moves.Mover({account.key: account.opening_minor for account in ACCOUNTS})
    told: list[Line] = []
    for month_on in months(first_on, today):
        others = [*steady.lines(month_on), *shopping.lines(month_on), *occasions.lines(month_on)]
        told += [*others, *mover.lines(month_on, others)]
    return sorted((line for line in told if line.on <= today), key=lambda line: line.on)
