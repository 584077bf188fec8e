"""What happened on the demonstration's accounts: plain lines, and dice that always fall the same way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from mingus.core.months import add_months, days_in, first_of

SEED: Final = "Ah Um"
A_PAYDAY: Final = date(2025, 1, 3)  # every second Friday from here, in both directions

CHECKING, SAVINGS, CARD, LOAN, RETIREMENT, CASH = "checking", "savings", "card", "loan", "investment", "cash"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that the person split: the amount is signed like the line."""

    minor: int
    category: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One movement on one account, as its bank writes it; below zero is money out.

    `category` is what the person said by hand, for cash; banks' lines are filed by what the ledger knows.
    """

    account: str
    on: date
    minor: int
    text: str
    note: str = ""
    category: str = ""
    pieces: tuple[Piece, ...] = ()


def dice(*words: object) -> Random:
    """Dice for one purpose: the same words give the same throws on every day and machine."""
    return Random("|".join([SEED, *(str(word) for word in words)]))


def days(since: date, until: date) -> Iterator[date]:
    """Every day from one to the other, both with."""
    return (since + timedelta(days=number) for number in range((until - since).days + 1))


def months(since: date, until: date) -> Iterator[date]:
    """The first of every month that has days between the two."""
    month_on = first_of(since)
    while month_on <= until:
        yield month_on
        month_on = add_months(month_on, 1)


def paydays(month_on: date) -> list[date]:
    """The Fridays of a month on which pay comes: two, sometimes three."""
    until = month_on.replace(day=days_in(month_on))
    return [day for day in days(month_on, until) if (day - A_PAYDAY).days % 14 == 0]
