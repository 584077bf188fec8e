"""Pay and debts in words: rhythms, weekend rules, kinds of debts, and what a pay schedule says in one line."""

from datetime import date
from typing import Final

from mingus.core.formatting import long_date, short_date
from mingus.profile.models import DEBT_KINDS, RHYTHMS, SEMIMONTHLY_DAYS, WEEKEND_RULES
from mingus.profile.rules import percent_text

RHYTHM_WORDS: Final = {
    "weekly": "Every week",
    "biweekly": "Every two weeks",
    "semimonthly": "Twice a month",
    "monthly": "Once a month",
    "annually": "Once a year",
}
SEMIMONTHLY_WORDS: Final = {
    "first_and_fifteenth": "On the 1st and the 15th",
    "fifteenth_and_last": "On the 15th and the last day",
}
WEEKEND_WORDS: Final = {
    "before": "The Friday before",
    "after": "The Monday after",
    "none": "That day all the same",
}
DEBT_WORDS: Final = {
    "card": "Credit card",
    "student": "Student loan",
    "car": "Car loan",
    "mortgage": "Mortgage",
    "medical": "Medical bill",
    "personal": "Personal loan",
    "family": "Family or friends",
    "other": "Something else",
}
DEBT_ICONS: Final = {
    "card": "credit-card",
    "student": "graduation-cap",
    "car": "car",
    "mortgage": "house",
    "medical": "heart",
    "personal": "banknote",
    "family": "users",
    "other": "scale",
}
RATE_UNKNOWN: Final = "rate unknown"

assert tuple(RHYTHM_WORDS) == RHYTHMS, "the words and the database disagree about rhythms"
assert tuple(SEMIMONTHLY_WORDS) == SEMIMONTHLY_DAYS, "the words and the database disagree about days"
assert tuple(WEEKEND_WORDS) == WEEKEND_RULES, "the words and the database disagree about weekends"
assert tuple(DEBT_WORDS) == tuple(DEBT_ICONS) == DEBT_KINDS, "the words and the database disagree about debts"


def rate(points: int | None) -> str:
    """24.99% a year, or that nobody has said."""
    return RATE_UNKNOWN if points is None else f"{percent_text(points)}% a year"


def next_pay(on: date | None, today: date) -> str:
    """When pay comes next: today, tomorrow, or the day."""
    if on is None:
        return "No pay day in the next year"
    away = (on - today).days
    if away < 2:
        return "Pay day is today" if away == 0 else "Pay day is tomorrow"
    return f"Next on {on:%A}, {short_date(on)}" if away < 300 else f"Next on {long_date(on)}"


def step_count(number: int, total: int) -> str:
    """Step 3 of 8."""
    return f"Step {number} of {total}"
