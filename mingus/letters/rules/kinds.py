"""The kinds of letters: what each is called, when in the week it comes, and when somebody wants it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, Protocol

KindName = Literal["insights", "goals", "check_in"]
MONTH: Final = timedelta(days=28)  # four weeks, so that a monthly letter keeps its weekday
_WEEKLY: Final = frozenset({"daily", "weekly"})  # a day is too short for a letter: the week is the shortest


class Chosen(Protocol):
    """What somebody chose of `profile.Preferences`, as far as letters go by it."""

    @property
    def weekly_insights(self) -> bool: ...

    @property
    def goal_reminders(self) -> bool: ...

    @property
    def health_checkin_frequency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter. It comes on `weekday` (0 is Monday) from `hour` on, by the clock of the household."""

    name: KindName
    title: str
    meaning: str
    weekday: int
    hour: int


KINDS: Final = (
    Kind("insights", "Weekly insights", "what last week brought", weekday=0, hour=8),
    Kind("goals", "Goal reminders", "which goals nothing has gone to this month", weekday=2, hour=8),
    Kind("check_in", "Check-in reminder", "that the week is still open", weekday=6, hour=17),
)
LATEST_HOUR: Final = 21  # who was off until then hears of it next week


def kind(name: str) -> Kind:
    """The kind of this name. Raises KeyError."""
    return {one.name: one for one in KINDS}[name]  # type: ignore[index]  # an unknown name raises


def is_due(one: Kind, local: datetime) -> bool:
    """Whether letters of this kind are written at this moment of the household's clock."""
    return local.weekday() == one.weekday and one.hour <= local.hour < LATEST_HOUR


def next_on(one: Kind, local: datetime) -> datetime:
    """When this kind comes next, by the household's clock; today's counts until its hour has begun."""
    day = local.date() + timedelta(days=(one.weekday - local.weekday()) % 7)
    if day == local.date() and local.hour >= one.hour:
        day += timedelta(days=7)
    return datetime.combine(day, time(one.hour), local.tzinfo)


def is_wanted(name: str, chosen: Chosen, earlier: Sequence[date], week_on: date) -> bool:
    """Whether somebody who chose this wants this letter this week; `earlier` are the weeks they had one."""
    if name == "insights":
        return chosen.weekly_insights
    if name == "goals":
        return chosen.goal_reminders
    if chosen.health_checkin_frequency == "monthly":
        return all(week_on - before >= MONTH for before in earlier)
    return chosen.health_checkin_frequency in _WEEKLY


def is_on(name: str, chosen: Chosen) -> bool:
    """Whether somebody gets this kind at all."""
    return is_wanted(name, chosen, [], date.min)
