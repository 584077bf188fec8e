"""The only place that asks what time it is, so that tests can answer."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The current moment, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """Today's date where the household lives, e.g. `today("America/New_York")`."""
    return now().astimezone(ZoneInfo(zone)).date()
