"""The events of letters in words: they are between Mingus and one person."""

from mingus.core import letter_events
from mingus.core.activity import tell

_NAMES = {"insights": "weekly insights", "goals": "a goal reminder", "check_in": "a check-in reminder"}
_ENDED = {"insights": "weekly insights", "goals": "goal reminders", "check_in": "check-in reminders"}

tell(
    letter_events.LetterWritten,
    "household",
    lambda facts: f"wrote {_NAMES.get(str(facts.get('letter')), 'a letter')}",
    icon="mail",
    audience="person",
    link="/settings/preferences/mail",
)
tell(
    letter_events.LetterStopped,
    "household",
    lambda facts: f"ended {_ENDED.get(str(facts.get('letter')), 'letters')} by the link in one",
    icon="mail",
    audience="person",
    link="/settings/preferences/mail",
)
