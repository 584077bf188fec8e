"""Moments that tests of letters go to, and people who want letters."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mingus import profile
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Someone, make_someone

MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)  # nine in the morning in New York
DAY = timedelta(days=1)
Travel = Callable[[datetime], None]
Wanting = Callable[..., None]


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    def to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    to(MONDAY)
    return to


@pytest.fixture
def reader(travel: Travel, configuration: Settings) -> Someone:
    """Somebody whose letters a test reads."""
    return make_someone(configuration, first_name="Rita")


def wants(member: Member, *, insights: bool = False, goals: bool = False, check_in: str = "on_demand") -> None:
    chosen = {
        "notification_preferences": {"weeklyInsights": insights, "goalReminders": goals},
        "health_checkin_frequency": check_in,
    }
    with transaction(member.household_id, person_id=member.person_id) as db:
        profile.change_preferences(db, member, profile.PreferencesChange.model_validate(chosen))
