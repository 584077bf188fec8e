"""The weekly check-in: how the week was, what it brought, and what goes together over the weeks."""

from mingus.checkins import activity as activity  # puts its events into words
from mingus.checkins import models as models
from mingus.checkins import privacy
from mingus.checkins.api import api
from mingus.checkins.pages import pages
from mingus.checkins.rules.weeks import open_weeks, week_of
from mingus.checkins.schemas import CheckInDraft, CheckInView, Closing
from mingus.checkins.service import closing, note, of_week, save, skip, statuses

DOORS = (pages, api)
privacy.register()

__all__ = [
    "DOORS",
    "CheckInDraft",
    "CheckInView",
    "Closing",
    "closing",
    "note",
    "of_week",
    "open_weeks",
    "save",
    "skip",
    "statuses",
    "week_of",
]
