"""What Mingus can do with check-ins. Every function takes the caller's transaction, which names the person."""

from mingus.checkins.service.closing import closing, week
from mingus.checkins.service.insights import history, patterns
from mingus.checkins.service.reading import CheckInPage, of_week, page, statuses
from mingus.checkins.service.writing import delete, note, save, skip

__all__ = [
    "CheckInPage",
    "closing",
    "delete",
    "history",
    "note",
    "of_week",
    "page",
    "patterns",
    "save",
    "skip",
    "statuses",
    "week",
]
