"""When a decided suggestion is open again. Pure."""

from dataclasses import dataclass
from datetime import date

from mingus.advice.rules.ranking import Found, has_grown


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided about a rule, and how serious it was then."""

    decision: str
    measure: int
    currency: str
    snoozed_until: date | None = None


def is_open(found: Found, decided: Decided | None, *, today: date, currency: str) -> bool:
    """Whether to suggest it now: nothing was decided, the day came, or the numbers changed a good deal since."""
    if decided is None:
        return True
    if decided.decision == "snoozed":
        return decided.snoozed_until is not None and today >= decided.snoozed_until
    if decided.decision == "accepted":
        return False
    if decided.currency != currency:
        return True  # what was measured in another currency can't be compared
    return has_grown(found.finding.measure, decided.measure, found.rule.grows_percent)
