"""The twelve kinds of goals: their names, their icons, and how a new goal of each begins. Words only, no rules."""

from dataclasses import dataclass
from typing import Final

from mingus.goals.models import KINDS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of goal. `title` and `months` are what its form starts with; `hint` says how much is usual."""

    name: str
    icon: str
    title: str
    months: int
    hint: str


_BY_KEY: Final = {
    "emergency_fund": Kind("Emergency fund", "umbrella", "Emergency fund", 12, "Three to six months of expenses."),
    "debt_payoff": Kind("Pay off a debt", "scale", "Pay off my card", 18, "What you owe today, all of it."),
    "home_purchase": Kind("Home", "house", "First-home down payment", 36, "The down payment and the closing costs."),
    "vacation": Kind("Vacation", "plane", "A real vacation", 9, "Flights, the stay, and money to enjoy it."),
    "wedding": Kind("Wedding", "heart", "Our wedding", 18, "Your share of the day."),
    "car": Kind("Car", "car", "Next car", 18, "The price, or the part you won’t borrow."),
    "retirement": Kind(
        "Retirement", "piggy-bank", "Retirement savings", 120, "What you want to add on top of your plan."
    ),
    "investment": Kind("Investing", "trending-up", "Start investing", 24, "What you can leave alone for years."),
    "side_business": Kind("Side business", "briefcase", "Launch my business", 12, "What it takes until it earns."),
    "education": Kind("Education", "graduation-cap", "Degree or certificate", 24, "Tuition, books and fees."),
    "child": Kind("Child", "users", "For our child", 24, "What the first years ask, or a fund for later."),
    "custom": Kind("Something else", "flag", "", 12, "Whatever you would like to have ready."),
}
STARTERS: Final = ("emergency_fund", "home_purchase", "debt_payoff")
"""Shown to someone who has no goal yet."""

assert tuple(_BY_KEY) == KINDS, "the table of kinds and the database disagree"


def kind(key: str) -> Kind:
    """The kind `key`. Raises KeyError for a stranger."""
    return _BY_KEY[key]


def choices() -> list[tuple[str, str]]:
    """Every kind as (key, name), for a form."""
    return [(key, known.name) for key, known in _BY_KEY.items()]


def starters() -> list[tuple[str, Kind]]:
    """The three kinds that most people begin with."""
    return [(key, _BY_KEY[key]) for key in STARTERS]


def hint(key: str) -> str:
    """How much is usual for the kind `key`; empty for none or a stranger."""
    return _BY_KEY[key].hint if key in _BY_KEY else ""
