"""Weeks: they start on Monday where the person lives, and can be written until the Monday after has passed.

That one day is the grace: who comes home late on Sunday still closes the week on Monday.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

WEEK: Final = timedelta(days=7)
GRACE_DAYS: Final = 1


def week_of(day: date) -> date:
    """The Monday of the week `day` lies in."""
    return day - timedelta(days=day.weekday())


def last_day(week_on: date) -> date:
    """The Sunday of a week."""
    return week_on + WEEK - timedelta(days=1)


def open_weeks(today: date) -> tuple[date, ...]:
    """The weeks that can still be written: this one, and on a Monday the one just ended. This one comes first."""
    this = week_of(today)
    return (this, this - WEEK) if today.weekday() < GRACE_DAYS else (this,)


def to_write(today: date, seen: Collection[date]) -> date:
    """The week somebody most likely came for: the one that ends tonight, unless it is among those they have seen to."""
    return next((week_on for week_on in reversed(open_weeks(today)) if week_on not in seen), week_of(today))
