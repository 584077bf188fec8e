"""Check-ins in words. Nothing here says why: that two numbers go together is all that weeks can show."""

from typing import Final

from mingus.checkins.questions import SPENT, TITLES
from mingus.checkins.rules.statistics import CONFIDENCE_PERCENT, FEWEST_WEEKS, Pattern
from mingus.checkins.rules.streaks import Streak
from mingus.core.formatting import plural
from mingus.core.money import Money

NOTE: Final = (
    "These say which numbers of yours went up and down in the same weeks, and nothing about why."
    " Your own weeks are few, so the ranges are wide."
)
_NAMES: Final = {**{key: title.lower() for key, title in TITLES.items()}, SPENT: "spending"}
_MORE: Final = {
    **{key: f"more {name}" for key, name in _NAMES.items()},
    "mood": "a better mood",
    "sleep": "better sleep",
}


def streak(found: Streak) -> str:
    """How many weeks in a row, and the most so far; a plain start where there is none."""
    if not found.current:
        return (
            f"A new row starts with this week. Your longest was {plural(found.longest, 'week')}."
            if found.longest
            else ""
        )
    row = f"{plural(found.current, 'week')} in a row"
    if found.needs_on:
        return f"{row} until tonight: write last week down, and the row goes on."
    return (
        f"{row}, your longest so far."
        if found.current == found.longest
        else f"{row}. Your longest was {found.longest}."
    )


def spent(amount: Money | None, usual: Money | None) -> str:
    """What the week cost beside what weeks usually cost; says so when that is not known."""
    if amount is None:
        return "No transactions of this week are here yet, so what it cost is unknown."
    if usual is None:
        return f"{amount.text()} went out. What is usual for you shows after {FEWEST_WEEKS} weeks with transactions."
    apart = amount.minor - usual.minor
    if apart == 0:
        return f"{amount.text()} went out, exactly your usual week."
    side = "more" if apart > 0 else "less"
    away = Money(abs(apart), amount.currency).text()
    middle = f"{usual.text()}, the middle of your earlier weeks"
    return f"{amount.text()} went out, {away} {side} than your usual week ({middle})."


def headline(found: Pattern) -> str:
    """What a pair shows, in one sentence."""
    first, second = _NAMES[found.first], _NAMES[found.second]
    if found.verdict == "together":
        return f"Weeks with {_MORE[found.first]} tended to be weeks with {_MORE[found.second]}."
    if found.verdict == "opposite":
        return f"Weeks with {_MORE[found.first]} tended to be weeks with less {second}."
    if found.verdict == "unclear":
        return f"{_first_up(first)} and {second}: no clear pattern."
    if found.verdict == "constant":
        return f"{_first_up(first)} and {second}: one of them was the same every week, so there is nothing to compare."
    return f"{_first_up(first)} and {second}: not enough weeks yet."


def figures(found: Pattern) -> str:
    """The figures behind a headline, with how many weeks and how sure."""
    if found.rho is None or found.low is None or found.high is None:
        if found.verdict == "constant":
            return f"{plural(found.weeks, 'week')} with both."
        return f"{found.weeks} of the {FEWEST_WEEKS} weeks with both that are needed before anything is said."
    return (
        f"Over {found.weeks} weeks the rank correlation is {_signed(found.rho)}; with {CONFIDENCE_PERCENT} %"
        f" confidence it lies between {_signed(found.low)} and {_signed(found.high)}"
        " (1 is the same order, 0 none, −1 the opposite order)."
    )


def _first_up(name: str) -> str:
    return name[0].upper() + name[1:]


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
