"""What Mingus says about decisions, in a person's words. Pure."""

from datetime import date
from typing import Final

from mingus.core.formatting import long_date

REASONS: Final = (
    ("not_for_me", "It doesn’t fit my life"),
    ("taken_care_of", "I have taken care of it"),
    ("figures_wrong", "The figures are wrong"),
    ("other", "Something else"),
)
SAID: Final = {
    "accepted": "Good. Mingus looks at your months again and tells you what changes.",
    "dismissed": "Dismissed. It stays away until your numbers change a good deal.",
    "snoozed": "Put off.",
    "done": "Done. Well played.",
    "open": "It is among your suggestions again.",
}
NOT_MEASURED: Final = "There were not two full months before, so there is nothing to compare with."


def decided(decision: str, reason: str | None, until: date | None) -> str:
    """What somebody decided, for the list of past ones."""
    if decision == "dismissed":
        return f"You dismissed it: {dict(REASONS)[reason].lower()}" if reason else "You dismissed it"
    if decision == "snoozed" and until:
        return f"You put it off until {long_date(until)}"
    return {"accepted": "You said yes", "done": "You have done it"}.get(decision, "")
