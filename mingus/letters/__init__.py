"""Letters that Mingus writes by itself: weekly insights, goal reminders, a reminder of the check-in.

They stand beside the first page, above all they tell of. Who wants which is a preference (`profile`); carrying them is
the outbox's work (`messaging`).
"""

from mingus.letters import activity as activity  # puts its events into words
from mingus.letters import jobs as jobs  # registers the hourly look at the clock
from mingus.letters import models as models
from mingus.letters import privacy
from mingus.letters.api import api
from mingus.letters.pages import pages
from mingus.letters.service import overview, stop, write

DOORS = (pages, api)
privacy.register()

__all__ = ["DOORS", "overview", "stop", "write"]
