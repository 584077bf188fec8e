"""Which evidence ends when. Pure: whoever asks brings the records and the day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mingus.core.evidence import Found, Record

SOON_DAYS: Final = 14
REMINDER_DAYS: Final = frozenset({14, 7, 3, 1, 0})


@dataclass(frozen=True)
class Due:
    """A record that holds a box up, and for how long still; `days_left` is negative once it has ended."""

    record: Record
    title: str
    days_left: int

    @property
    def when(self) -> str:
        """`in 14 days`, `today`, `3 days ago`."""
        if self.days_left == 0:
            return "today"
        days = "1 day" if abs(self.days_left) == 1 else f"{abs(self.days_left)} days"
        return f"in {days}" if self.days_left > 0 else f"{days} ago"

    @property
    def renewal(self) -> str:
        """The command that makes a new one."""
        if self.record.kind == "attestation":
            return f"mingus checklist attest {self.record.id} --by MEMBER --statement … --days N"
        return f"mingus evidence run {self.record.id} --kind {self.record.kind} -- COMMAND …"


def due(newest: Iterable[Found], titles: Mapping[str, str], *, now: datetime, within_days: int) -> list[Due]:
    """What of the newest evidence of each box ends within so many days, or has ended; the soonest first.

    What failed or did not finish holds nothing up, so its end is no news.
    """
    records = [found.record for found in newest if found.record and _holds(found.record)]
    every = (Due(record, titles.get(record.id, ""), _days_between(now, record.expires_at)) for record in records)
    return sorted((one for one in every if one.days_left <= within_days), key=lambda one: one.record.expires_at)


def to_remind_of(found: list[Due]) -> list[Due]:
    """What a daily mail speaks of: everything, on the days 14, 7, 3, 1 and 0 before something ends; else nothing."""
    return found if any(one.days_left in REMINDER_DAYS for one in found) else []


def _holds(record: Record) -> bool:
    return record.finished and not record.exit_code


def _days_between(now: datetime, then: datetime) -> int:
    """Days on the calendar, in UTC, so that a mail in the morning and one in the evening say the same."""
    return (then.astimezone(UTC).date() - now.astimezone(UTC).date()).days
