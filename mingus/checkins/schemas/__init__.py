"""What people send about a check-in, and what they get back."""

from mingus.checkins.schemas.answers import CheckInAnswer, CheckInList, PatternAnswer, PatternList, WeekAnswer
from mingus.checkins.schemas.incoming import CheckInDraft, PageWanted, WeekWanted
from mingus.checkins.schemas.views import CheckInView, Closing, History, Week

__all__ = [
    "CheckInAnswer",
    "CheckInDraft",
    "CheckInList",
    "CheckInView",
    "Closing",
    "History",
    "PageWanted",
    "PatternAnswer",
    "PatternList",
    "Week",
    "WeekAnswer",
    "WeekWanted",
]
