"""Days that tests of check-ins go to."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from mingus.core import clock

Travel = Callable[[date], None]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Go to noon of a day, as New York has it."""

    def to(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(17), UTC))

    to(MONDAY)
    return to
