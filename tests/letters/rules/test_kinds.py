from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.letters.rules.kinds import KINDS, Kind, is_due, is_on, is_wanted, kind, next_on

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 1, 1)  # noqa: DTZ001  hypothesis adds the zone
WEEK_ON = date(2026, 11, 23)


@dataclass(frozen=True)
class Chosen:
    weekly_insights: bool = False
    goal_reminders: bool = False
    health_checkin_frequency: str = "on_demand"


def _local(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 30, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("name", "day", "hour", "due"),
    [
        ("insights", 23, 8, True),
        ("insights", 23, 7, False),
        ("insights", 23, 20, True),
        ("insights", 23, 21, False),
        ("insights", 24, 9, False),
        ("goals", 25, 9, True),
        ("check_in", 29, 16, False),
        ("check_in", 29, 17, True),
    ],
)
def test_each_kind_has_its_day_and_hour(name: str, day: int, hour: int, due: bool) -> None:  # noqa: FBT001  a row of a table
    assert is_due(kind(name), _local(day, hour)) is due


@given(
    st.datetimes(timezones=st.just(NEW_YORK), min_value=START, max_value=START.replace(year=2027)),
    st.sampled_from(KINDS),
)
def test_the_next_one_is_ahead_and_due(local: datetime, one: Kind) -> None:
    found = next_on(one, local)
    assert is_due(one, found)
    assert timedelta(0) < found - local.replace(minute=0, second=0, microsecond=0, hour=local.hour) <= timedelta(days=8)


@pytest.mark.parametrize("name", ["insights", "goals", "check_in"])
def test_nobody_gets_what_they_did_not_choose(name: str) -> None:
    assert not is_on(name, Chosen())


@pytest.mark.parametrize(
    ("frequency", "weeks_ago", "wanted"),
    [
        ("weekly", [1], True),
        ("daily", [1], True),
        ("monthly", [], True),
        ("monthly", [3], False),
        ("monthly", [4], True),
        ("on_demand", [], False),
        ("never", [], False),
    ],
)
def test_the_check_in_is_asked_for_as_often_as_was_chosen(
    frequency: str,
    weeks_ago: list[int],
    wanted: bool,  # noqa: FBT001  a row of a table
) -> None:
    earlier = [WEEK_ON - timedelta(weeks=weeks) for weeks in weeks_ago]
    assert is_wanted("check_in", Chosen(health_checkin_frequency=frequency), earlier, WEEK_ON) is wanted
