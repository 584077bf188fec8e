"""The steps in which a newcomer tells Mingus about themselves: their order, which is next, how far one is. Pure.

Each step is its own page and may be done, skipped, or left for later; whoever comes back goes on at the first that is
neither done nor skipped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
    """One step, by the last part of its address, and its name for people."""

    key: str
    title: str


STEPS: Final = (
    Step("you", "You"),
    Step("work", "Work"),
    Step("income", "Income and pay days"),
    Step("household", "Household"),
    Step("debts", "Savings and debts"),
    Step("goals", "What you want"),
    Step("preferences", "Reminders"),
    Step("money", "Bring your money in"),
)
OUTCOMES: Final = ("done", "skipped")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody is: `current` is the step to go on with, None when every step has been decided."""

    current: Step | None
    number: int
    total: int
    decided: int


def progress(outcomes: Mapping[str, str]) -> Progress:
    """How far somebody is with these `outcomes` by step; a step nobody knows (any more) does not count."""
    decided = sum(step.key in outcomes for step in STEPS)
    current = next((step for step in STEPS if step.key not in outcomes), None)
    return Progress(current, position(current) if current else len(STEPS), len(STEPS), decided)


def position(step: Step) -> int:
    """Its number, from 1."""
    return STEPS.index(step) + 1


def next_step(step: Step, outcomes: Mapping[str, str]) -> Step | None:
    """The next open step after this one; after the last, one that was left out on the way; None when none is open."""
    later = (one for one in STEPS[position(step) :] if one.key not in outcomes)
    return next(later, progress(outcomes).current)
