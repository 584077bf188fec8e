"""How amounts, dates and names look to people: the filters of the templates. No locale yet: English, US order."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from mingus.core.money import Money

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def install(app: Flask) -> None:
    """Give the templates of `app` the functions below as filters."""
    filters = (money, moment, short_date, long_date, short_month, month_name, initials, plural)
    app.jinja_env.filters.update({made.__name__: made for made in filters})


def money(amount: Money | int, currency: str = "USD", *, cents: bool = True, plus: bool = False) -> str:
    """`amount` for people: −$1,204.50. A whole number is taken as minor units of `currency`."""
    whole = amount if isinstance(amount, Money) else Money(amount, currency)
    return whole.text(cents=cents, plus=plus)


def moment(at: datetime, time_zone: str) -> str:
    """Nov 3, 2026, 2:05 PM, by the clock of this zone."""
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{short_date(local, year=True)}, {local.hour % 12 or 12}:{local:%M %p}"


def short_date(day: date, *, year: bool = False) -> str:
    """Nov 3, or Nov 3, 2026 with `year`."""
    short = f"{MONTHS[day.month - 1][:3]} {day.day}"
    return f"{short}, {day.year}" if year else short


def long_date(day: date) -> str:
    """November 3, 2026."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_month(day: date) -> str:
    """Nov 2026."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def month_name(day: date, *, year: bool = False) -> str:
    """November, or November 2026 with `year`."""
    name = MONTHS[day.month - 1]
    return f"{name} {day.year}" if year else name


def initials(name: str) -> str:
    """One or two capital letters for a monogram: BB for “Blue Bottle”, M for “marta”, • for nothing readable."""
    firsts = [first for first in map(_first_letter, name.split()) if first]
    if not firsts:
        return "•"
    return (firsts[0] + (firsts[-1] if len(firsts) > 1 else "")).upper()


def plural(count: int, one: str, many: str = "") -> str:
    """1 goal, 2 goals, 1,204 transactions; `many` where adding an s is not enough."""
    return f"{count:,} {one if abs(count) == 1 else many or one + 's'}"


def _first_letter(word: str) -> str:
    """'' where there is none. Words without marks in front are nearly all."""
    return word[0] if word[0].isalnum() else next((letter for letter in word if letter.isalnum()), "")
