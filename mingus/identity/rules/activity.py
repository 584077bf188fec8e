"""What happened, as the activity page says it: who, did what, on which day."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

ME: Final = "You"
MINGUS: Final = "Mingus"
SUPPORT: Final = "Mingus support"
GONE: Final = "Someone who has left"
NAMELESS: Final = "Someone in your household"


def doer(actor_id: UUID | None, *, me: UUID, names: dict[UUID, str]) -> str:
    """Who did it; `names` has the people of the household, '' for one whose name can't be read."""
    if actor_id is None:
        return MINGUS
    if actor_id == me:
        return ME
    return (names[actor_id] or NAMELESS) if actor_id in names else GONE


def sentence(who: str, deed: str) -> str:
    """“You signed in.”"""
    return f"{who} {deed}."


def day_words(day: date, today: date) -> str:
    """Today, Yesterday, or the date with its weekday."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def clock_words(moment: time) -> str:
    """3:41 PM."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def at_home(moment: datetime, time_zone: str) -> datetime:
    """The moment as clocks where the household lives show it."""
    return moment.astimezone(ZoneInfo(time_zone))
