"""How many weeks in a row somebody has checked in.

- A week counts when it has answers. The week that still runs, or may still be written, never ends a streak.
- A skipped week was looked at on purpose: it adds nothing and ends nothing. Two skips in a row do end it.
- A week with neither ends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingus.checkins.rules.weeks import WEEK, open_weeks


@dataclass(frozen=True, slots=True)
class Streak:
    """Weeks with answers: in a row up to now, and the most there ever were in a row."""

    current: int
    longest: int


def streak(statuses: Mapping[date, str], today: date) -> Streak:
    """`statuses` has done or skipped for the Monday of each week that has a check-in."""
    runs = [_run_to(statuses, week_on) for week_on in statuses]
    return Streak(_run_to(statuses, _newest_that_matters(statuses, today)), max(runs, default=0))


def _newest_that_matters(statuses: Mapping[date, str], today: date) -> date:
    """The newest week that is written, or is closed; a week that is still open is waited for."""
    *_, oldest_open = weeks = open_weeks(today)
    return next((week_on for week_on in weeks if week_on in statuses), oldest_open - WEEK)


def _run_to(statuses: Mapping[date, str], week_on: date) -> int:
    """Weeks with answers in the row that ends with `week_on`."""
    count, skips = 0, 0
    while (status := statuses.get(week_on)) and skips < 2:
        count += status == "done"
        skips = skips + 1 if status == "skipped" else 0
        week_on -= WEEK
    return count
