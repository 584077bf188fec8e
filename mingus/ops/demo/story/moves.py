"""Money that stays hers: to savings, to the card, to the loan, into the purse; and the interest either way.

These follow from the balances, so they are told in order, month after month from the first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from mingus.core.months import days_in
from mingus.ops.demo.story.lines import CARD, CASH, CHECKING, LOAN, RETIREMENT, SAVINGS, Line, paydays

SAVED_MINOR: Final = 225_00
LOAN_PAYMENT_MINOR: Final = 275_00
WITHDRAWN_MINOR: Final = 40_00
ATM: Final = "ATM WITHDRAWAL MIDTOWN BRANCH"

LOAN_INTEREST: Final = 49, 12_000  # 4.9 % a year, a twelfth of it a month
SAVINGS_INTEREST: Final = 36, 12_000
DIVIDEND: Final = 5, 1_000  # half a percent a quarter


class Mover:
    """Tells one month after the other, from the opening balances on."""

    def __init__(self, openings: Mapping[str, int]) -> None:
        self._balances = defaultdict(int, openings)
        self._card_due_minor = -openings[CARD]

    def lines(self, month_on: date, others: Collection[Line]) -> list[Line]:
        """What moves in this month, knowing what else happened in it."""
        found = [
            *self._earned(month_on),
            *_to_savings(month_on),
            *_to_loan(month_on),
            *self._to_card(month_on),
            Line(CHECKING, month_on.replace(day=5), -WITHDRAWN_MINOR, ATM),
        ]
        found += self._charged(month_on, found)
        for line in (*others, *found):
            self._balances[line.account] += line.minor
        self._balances[CASH] += WITHDRAWN_MINOR
        self._card_due_minor = max(0, -sum(line.minor for line in others if line.account == CARD))
        return found

    def _earned(self, month_on: date) -> Iterator[Line]:
        yield Line(SAVINGS, month_on, _share(self._balances[SAVINGS], SAVINGS_INTEREST), "INTEREST PAID")
        if month_on.month in {1, 4, 7, 10}:
            minor = _share(self._balances[RETIREMENT], DIVIDEND)
            yield Line(RETIREMENT, month_on.replace(day=2), minor, "DIVIDEND REINVESTED")

    def _to_card(self, month_on: date) -> Iterator[Line]:
        """Last month's purchases, paid in full."""
        day = month_on.replace(day=22)
        if self._card_due_minor:
            yield Line(CHECKING, day, -self._card_due_minor, "PAYMENT TO CREDIT CARD")
            yield Line(CARD, day + timedelta(days=1), self._card_due_minor, "PAYMENT THANK YOU")

    def _charged(self, month_on: date, found: Collection[Line]) -> Iterator[Line]:
        paid = sum(line.minor for line in found if line.account == LOAN)
        minor = _share(self._balances[LOAN] + paid, LOAN_INTEREST)
        yield Line(LOAN, month_on.replace(day=days_in(month_on)), minor, "INTEREST CHARGED")


def _to_savings(month_on: date) -> Iterator[Line]:
    for day in paydays(month_on):
        yield Line(CHECKING, day, -SAVED_MINOR, "ONLINE TRANSFER TO SAVINGS")
        yield Line(SAVINGS, day, SAVED_MINOR, "ONLINE TRANSFER FROM CHECKING")


def _to_loan(month_on: date) -> Iterator[Line]:
    yield Line(CHECKING, month_on.replace(day=6), -LOAN_PAYMENT_MINOR, "STUDENT LOAN PAYMENT")
    yield Line(LOAN, month_on.replace(day=7), LOAN_PAYMENT_MINOR, "PAYMENT RECEIVED THANK YOU")


def _share(balance_minor: int, rate: tuple[int, int]) -> int:
    """A fraction of a balance, to the cent towards zero."""
    part, whole = rate
    return abs(balance_minor) * part // whole * (1 if balance_minor > 0 else -1)
