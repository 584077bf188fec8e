"""Balances in people's terms: what is owed is said as a positive number, and two balances agree or are so far apart."""

from dataclasses import dataclass
from typing import Final

from mingus.core.money import Money

GROUPS: Final = {
    "checking": "Cash",
    "cash": "Cash",
    "savings": "Savings",
    "card": "Cards",
    "loan": "Loans",
    "investment": "Investments",
    "property": "Property",
    "other": "Other",
}
"""Which group each kind of account stands in; the groups are shown in this order."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How our sum compares with what the bank stated, as a sentence."""

    agrees: bool
    sentence: str


def turned(said: Money, *, is_debt: bool) -> Money:
    """`said` in people's terms as we keep it, and the other way round: a debt is kept as a negative balance."""
    return -said if is_debt else said


def agreement(stated: Money, counted: Money, *, is_debt: bool) -> Agreement:
    """Whether the bank's balance and ours agree, and if not, how far they are apart and what each says."""
    if stated == counted:
        return Agreement(agrees=True, sentence="Matches your bank.")
    apart = Money(abs((stated - counted).minor), stated.currency)
    sentence = (
        f"{apart} apart: your bank says {_said(stated, is_debt=is_debt)}, "
        f"the transactions here make {_said(counted, is_debt=is_debt)}."
    )
    return Agreement(agrees=False, sentence=sentence)


def _said(balance: Money, *, is_debt: bool) -> str:
    if is_debt and balance.minor < 0:
        return f"you owe {-balance}"
    return str(balance)
