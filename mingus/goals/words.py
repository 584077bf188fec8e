"""What Mingus says about a goal, in sentences. Pure, like the rules it speaks for. It never blames."""

from datetime import date
from typing import Final

from mingus.core.formatting import long_date, month_name
from mingus.core.money import Money, exponent
from mingus.core.months import whole_months
from mingus.goals import rules
from mingus.goals.rules import Feasibility, Standing

CHEERS: Final = {
    25: "A quarter of the way. It has begun.",
    50: "Halfway there.",
    75: "Three quarters done.",
    100: "You are there. Well done.",
}

STATUS_SAID: Final = {
    "active": "On again.",
    "paused": "Paused. It asks nothing until you take it up again.",
    "completed": "Done. Well played.",
    "cancelled": "Set aside. What was saved stays visible.",
}
SOURCES: Final = {"automatic": "automatic", "surplus": "from what was left over", "windfall": "extra money"}


def pace(standing: Standing, today: date) -> str:
    """One sentence under a goal: what it takes, or where it stands."""
    to_go = f"{_whole(standing.missing)} to go"
    if standing.status == "completed":
        return "Done. You made this one happen."
    if not standing.missing.minor:
        return "All of it is there"
    if standing.status in {"paused", "cancelled"}:
        return f"{'Paused' if standing.status == 'paused' else 'Set aside'}, {to_go}"
    return _by_date(standing, today, to_go) if standing.due_on else _by_amount(standing, today, to_go)


def asked(whole: Feasibility) -> str:
    """What all active goals together ask a month."""
    return f"Your goals ask {_whole(whole.needed)} a month."


def fit(whole: Feasibility, surplus: Money | None) -> str:
    """Whether all goals together fit, for the list of goals."""
    if surplus is None or whole.available is None:
        return "Once a full month of income is in, Mingus can say whether that fits."
    if whole.verdict == "feasible":
        kept = surplus.text(cents=False)
        return f"That fits: it is within {rules.SHARE_PERCENT}% of the {kept} you keep in a usual month."
    if not whole.available.minor:
        return "In a usual month nothing is left over yet, so their dates can’t be promised."
    fitting = whole.available.text(cents=False)
    return f"{rules.SHARE_PERCENT}% of what you keep in a usual month is {fitting}, so some dates will move."


def fit_of_one(whole: Feasibility, on: date | None) -> str:
    """The same for one goal; `on` is its date if all goals shared what is available."""
    if whole.verdict == "unknown":
        return "Once a full month of income is in, Mingus can say whether this fits."
    if whole.verdict == "feasible":
        return f"Together with your other goals this fits in {rules.SHARE_PERCENT}% of what you keep."
    if on is None:
        return "At what is left over in a usual month, no date can be promised yet."
    return (
        f"All your goals together ask more than {rules.SHARE_PERCENT}% of what you keep. "
        f"At a pace that fits, this one is done in {month_name(on, year=True)}."
    )


def booked(amount: Money, passed: int | None) -> str:
    """What the next page says after a contribution; a milestone is worth a word."""
    if amount.minor < 0:
        return f"{(-amount).text()} taken back."
    cheer = f" {CHEERS[passed]}" if passed else ""
    return f"{amount.text()} put aside.{cheer}"


def what_if(monthly: Money, on: date | None) -> str:
    """What another monthly amount would do."""
    if on is None:
        return f"At {monthly.text()} a month there is no end in sight. Try a little more."
    return f"At {monthly.text()} a month you are there in {month_name(on, year=True)}."


def _by_date(standing: Standing, today: date, to_go: str) -> str:
    assert standing.due_on is not None, "asked only of goals with a date"
    if standing.due_on < today:
        return f"{to_go}; its date has passed, so pick a new one when you like"
    needed = rules.monthly_needed(standing, today)
    if needed is None or whole_months(today, standing.due_on) == 0:
        return f"{to_go} by {long_date(standing.due_on)}"
    return f"{_whole(needed)} a month keeps you on pace"


def _by_amount(standing: Standing, today: date, to_go: str) -> str:
    if standing.monthly is None:
        return to_go
    on = rules.expected_on(standing, today)
    paid = f"{_whole(standing.monthly)} a month"
    return f"{paid} gets you there in {month_name(on)[:3]} {on.year}" if on else f"{paid}, {to_go}"


def _whole(amount: Money) -> str:
    """Without cents and rounded up: what is asked for is never a little too small."""
    unit = 10 ** exponent(amount.currency)
    return Money(-(-amount.minor // unit) * unit, amount.currency).text(cents=False)
