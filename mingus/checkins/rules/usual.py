"""What somebody usually spends in a week: the median of weeks that are over, from eight of them on."""

from collections.abc import Sequence
from typing import Final

FEWEST_WEEKS: Final = 8


def usual_minor(weeks_minor: Sequence[int]) -> int | None:
    """The middle amount, rounded down between two; None below eight weeks, of which a middle says little."""
    if len(weeks_minor) < FEWEST_WEEKS:
        return None
    ordered, half = sorted(weeks_minor), len(weeks_minor) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2
