"""How much of a profile is filled in."""

from collections.abc import Collection


def completion_percentage(answers: Collection[str | None]) -> int:
    """The share of `answers` that are given, in whole percent, rounded down; 0 when nothing is asked."""
    given = sum(1 for answer in answers if answer and answer.strip())
    return 100 * given // len(answers) if answers else 0
