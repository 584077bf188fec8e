"""How many weeks in a row somebody has checked in.

- A week counts when it has answers. The week that still runs, or may still be written, never ends a streak.
- A skipped week was looked at on purpose: it adds nothing and ends nothing. Two skips in a row do end it.
- A week with neither ends it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from mingus.checkins.rules.weeks import WEEK, open_weeks


@dataclass(frozen=True, slots=True)
class Streak:
    """Weeks with answers: in a row up to now, and the most there ever were in a row.

    `needs_on` is the week just ended where it is still empty and the row does not go on without it.
    """

    current: int
    longest: int
    needs_on: date | None = None


def streak(statuses: Mapping[date, str], today: date) -> Streak:
    """`statuses` has done or skipped for the Monday of each week that has a check-in."""
    this_week, *ending = open_weeks(today)
    current = _run_to(statuses, this_week, {this_week, *ending})
    lasting = _run_to(statuses, this_week, {this_week})
    runs = [_run_to(statuses, week_on, frozenset()) for week_on in statuses]
    return Streak(current, max([current, *runs]), ending[0] if lasting < current else None)


def _run_to(statuses: Mapping[date, str], week_on: date, waited_for: Collection[date]) -> int:
    """Weeks with answers in the row that ends with `week_on`; an empty week that is `waited_for` is passed over."""
    count, skips = 0, 0
    while (week_on in statuses or week_on in waited_for) and skips < 2:
        status = statuses.get(week_on)
        count += status == "done"
        skips = skips + 1 if status == "skipped" else 0 if status else skips
        week_on -= WEEK
    return count
