"""Which articles are open to whom: beginner to everybody, the others by our own readiness scores, phase by phase."""

from collections.abc import Mapping
from typing import Final

from mingus.articles.rules.words import LEVELS, PHASE_NAMES, PHASES

OPENS_AT: Final = {"beginner": 0, "intermediate": 60, "advanced": 80}
Scores = Mapping[str, int]
"""Readiness from 0 to 100 in each phase; empty where nobody is signed in or nothing was answered yet."""


def is_open(phase: str, level: str, scores: Scores) -> bool:
    """Whether the text may be read by somebody with these scores."""
    return OPENS_AT[level] <= scores.get(phase, 0)


def open_places(scores: Scores) -> list[tuple[str, str]]:
    """Every (phase, level) that is open."""
    return [(phase, level) for level in LEVELS for phase in PHASES if is_open(phase, level, scores)]


def what_opens(phase: str, level: str, scores: Scores, *, is_member: bool) -> str:
    """One sentence that says what is missing, and that it is no verdict."""
    name, needed = PHASE_NAMES[phase], OPENS_AT[level]
    if not is_member:
        return (
            f"This article opens once your readiness score for {name} reaches {needed} of 100."
            " It’s free to join, and the check takes about four minutes."
        )
    if phase not in scores:
        return (
            f"This article opens once your readiness score for {name} reaches {needed} of 100."
            " You haven’t taken the check yet; it takes about four minutes."
        )
    return (
        f"This article opens at a readiness score of {needed} for {name}. Yours is {scores[phase]};"
        " the articles that come before it are a good way there, and you can take the check again any time."
    )


def weakest(scores: Scores) -> str | None:
    """The phase with the lowest score, the earlier one of equals; None without scores."""
    return min((phase for phase in PHASES if phase in scores), key=lambda phase: scores[phase], default=None)
