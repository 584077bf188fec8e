"""Which amounts leave the account: told by the columns, the running balance, or the words beside the amounts.

Card companies often write charges as positive amounts. Nothing is turned round silently: either the file gives
evidence, or the choice is uncertain and asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.csv_balance import find_balance
from mingus.ledger.formats.headers import normalised

_OUT_WORDS = """debit dr d db sale purchase withdrawal charge fee out outgoing soll s lastschrift belastung af debet
    cargo debito saida uscita card atm pos check cheque expense ausgang ausgabe depense kartenzahlung -"""
_IN_WORDS = """credit cr c deposit refund return in incoming haben h gutschrift bij abono credito entrada entrata
    income interest eingang einnahme recette payroll +"""
_OUT, _IN = frozenset(_OUT_WORDS.split()), frozenset(_IN_WORDS.split())
_PAID_IN = re.compile(
    r"payroll|salary|paycheck|interest (?:paid|payment)|direct dep|\bdeposit\b|gehalt|\blohn\b|salaire|nómina|salario",
    re.IGNORECASE,
)
_CARD_PAID = re.compile(
    r"thank|auto ?pay|automatic payment|payment received|online payment|card payment|\bmerci\b", re.IGNORECASE
)
_BOTH = ("as_written", "inverted")
_PAIR = ("debit_credit", "debit_credit_signed", "debit_credit_owed")
_ENOUGH = 90  # per cent


@dataclass(frozen=True, slots=True)
class Movement:
    """One sampled row: its amount as written, the words beside it, its balance if there is one."""

    amount_minor: int
    words: str
    indicator: str
    balance_minor: int | None


def decide_sign(movements: Sequence[Movement]) -> Choice[str]:
    """“as_written”, “inverted” or “indicator” for one column of amounts: the strongest evidence wins."""
    filled = [movement for movement in movements if movement.amount_minor]
    for evidence in (_by_indicator, _by_words, _by_balance, _by_majority):
        found = evidence(filled)
        if found is not None:
            return found
    why = "Nothing in the file tells whether positive amounts are money in or money out."
    return Choice("as_written", False, why, _BOTH)


def decide_pair_sign(debits: Sequence[int], credits_: Sequence[int]) -> Choice[str]:
    """How a column of money out and one of money in are signed; reversals within them keep the opposite sign."""
    if _mostly_negative(debits):
        return Choice("debit_credit_signed", True, "Money out has its own column, with a minus.", _PAIR)
    if _mostly_negative(credits_):
        return Choice(
            "debit_credit_owed", True, "Money in has its own column, with a minus: what is owed shrinks.", _PAIR
        )
    return Choice("debit_credit", True, "Money out and money in have their own columns.", _PAIR)


def means_out(indicator: str) -> bool:
    """Whether a cell such as “DR”, “Soll” or “Purchase” says that money leaves."""
    return _first_word(indicator) in _OUT


def means_in(indicator: str) -> bool:
    """Whether a cell such as “CR”, “Haben” or “Refund” says that money comes in."""
    return _first_word(indicator) in _IN


def _first_word(indicator: str) -> str:
    """“Debit card purchase” is a debit, “Money out” is out."""
    words = normalised(indicator).split() or [indicator.strip()]
    return words[-1] if words[0] in {"money", "payment", "payments", "ach"} else words[0]


def _by_indicator(movements: Sequence[Movement]) -> Choice[str] | None:
    out = [movement.amount_minor for movement in movements if means_out(movement.indicator)]
    into = [movement.amount_minor for movement in movements if means_in(movement.indicator)]
    told = len(out) + len(into)
    if not out or 2 * told < len(movements):
        return None
    if into and 100 * told >= _ENOUGH * len(movements) and all(movement.amount_minor > 0 for movement in movements):
        why = "A column says for each amount whether it is money out or money in."
        return Choice("indicator", True, why, ("indicator", *_BOTH))
    positive_out = sum(amount > 0 for amount in out) + sum(amount < 0 for amount in into)
    if 100 * positive_out >= _ENOUGH * told:
        return Choice("inverted", bool(into), "The type column calls positive amounts money out.", _BOTH)
    if 100 * positive_out <= (100 - _ENOUGH) * told:
        return Choice("as_written", True, "The type column calls negative amounts money out.", _BOTH)
    return None


def _by_words(movements: Sequence[Movement]) -> Choice[str] | None:
    """“Payment, thank you” is money into a card account, “Payroll” into any: which sign do they have?"""
    thanked = [movement.amount_minor for movement in movements if _CARD_PAID.search(movement.words)]
    others = [movement.amount_minor for movement in movements if not _CARD_PAID.search(movement.words)]
    if thanked and len(others) > len(thanked):
        if max(thanked) < 0 and 10 * sum(amount > 0 for amount in others) >= 6 * len(others):
            certain = (_by_balance(movements) or Choice("", False, "")).value != "as_written" or min(others) > 0
            return Choice("inverted", certain, "Payments received are negative, so charges are positive.", _BOTH)
        if min(thanked) > 0 and 10 * sum(amount < 0 for amount in others) >= 6 * len(others):
            return Choice("as_written", True, "Payments received are positive, charges negative.", _BOTH)
    paid = [movement.amount_minor for movement in movements if _PAID_IN.search(movement.words)]
    if paid and min(paid) > 0 and any(movement.amount_minor < 0 for movement in movements):
        return Choice("as_written", True, "Pay and interest are positive, other rows negative.", _BOTH)
    return None


def _by_balance(movements: Sequence[Movement]) -> Choice[str] | None:
    rows = [(row.amount_minor, row.balance_minor) for row in movements if row.balance_minor is not None]
    found = find_balance(rows)
    if found is None:
        return None
    if found.sign > 0:
        return Choice("as_written", True, "The balance column rises and falls with the amounts.", _BOTH)
    return Choice("inverted", True, "The balance column falls where the amounts are positive.", _BOTH)


def _by_majority(movements: Sequence[Movement]) -> Choice[str] | None:
    negatives = sum(movement.amount_minor < 0 for movement in movements)
    if negatives * 2 > len(movements):
        return Choice("as_written", True, "Most amounts are negative, as money out is in most accounts.", _BOTH)
    return None


def _mostly_negative(amounts_minor: Sequence[int]) -> bool:
    filled = [minor for minor in amounts_minor if minor]
    return sum(minor < 0 for minor in filled) * 2 > len(filled)
