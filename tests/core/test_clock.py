"""One clock, in UTC; days are those of the household."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from mingus.core import clock


def test_now_is_a_moment_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_time_does_not_run_backwards() -> None:
    assert clock.now() <= clock.now()


def test_today_is_the_day_where_the_household_lives() -> None:
    """Kiritimati is 25 hours ahead of Pago Pago: the two never share a day."""
    east, west = clock.today("Pacific/Kiritimati"), clock.today("Pacific/Pago_Pago")
    assert east - west in {timedelta(days=1), timedelta(days=2)}
    assert east == clock.now().astimezone(ZoneInfo("Pacific/Kiritimati")).date()
