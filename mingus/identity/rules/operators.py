"""For how long, and with what reason, an operator may read somebody's household."""

from typing import Final

from mingus.core.errors import Refused

ROLES: Final = ("support", "operator")
MINUTES: Final = (15, 30, 60)
SHORTEST_REASON, LONGEST_REASON = 10, 300


def check_reason(typed: str) -> str:
    """The reason as the household will read it. Raises Refused on one that says nothing."""
    reason = " ".join(typed.split())
    if len(reason) < SHORTEST_REASON:
        raise _refused("reason", f"Say why in at least {SHORTEST_REASON} characters: the household reads it.")
    if len(reason) > LONGEST_REASON:
        raise _refused("reason", f"Say it in at most {LONGEST_REASON} characters.")
    return reason


def check_minutes(minutes: int) -> int:
    """Raises Refused on anything but the times that are offered; never more than an hour."""
    if minutes not in MINUTES:
        raise _refused("minutes", "Choose 15, 30 or 60 minutes.")
    return minutes


def _refused(field: str, sentence: str) -> Refused:
    return Refused(sentence, fields={field: sentence})
