"""Which amounts leave the account: told by the columns, the running balance, or the words beside the amounts.

Card companies often write charges as positive amounts. Nothing is turned round silently: either the file gives
evidence, or the choice is uncertain and asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.headers import normalised

_OUT = frozenset(
    ["debit", "dr", "d", "db", "sale", "purchase", "withdrawal", "charge", "fee", "out", "outgoing", "soll", "s", "lastschrift", "belastung", "af", "debet", "cargo", "debito", "saida", "uscita", "card", "atm", "pos", "check", "cheque", "expense", "ausgang", "ausgabe", "depense", "kartenzahlung", "-"]
)
_IN = frozenset(
    ["credit", "cr", "c", "deposit", "refund", "return", "in", "incoming", "haben", "h", "gutschrift", "bij", "abono", "credito", "entrada", "entrata", "income", "interest", "eingang", "einnahme", "recette", "payroll", "+"]
)
_PAID_IN = re.compile(
    r"payroll|salary|paycheck|interest (?:paid|payment)|direct dep|\bdeposit\b|gehalt|lohn|salaire|nomina", re.IGNORECASE
)
_CARD_PAID = re.compile(r"thank you|autopay|payment received|online payment|card payment|payment - |merci", re.IGNORECASE)
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Movement:
    """One sampled row: amount as written, minor units."""

    amount_minor: int
    words: str
    indicator: str
    balance_minor: int | None


@dataclass(frozen=True, slots=True)
class Balance:
    """How the balance column runs. `factor` is 1 where it grows with the amounts as written, -1 where it shrinks."""

    order: str
    factor: int


def decide_sign(movements: Sequence[Movement]) -> Choice[str]:
    """“as_written”, “inverted” or “indicator” for one column of amounts."""
    filled = [movement for movement in movements if movement.amount_minor]
    negatives = sum(movement.amount_minor < 0 for movement in filled)
    by_indicator = _by_indicator(filled, negatives)
    if by_indicator is not None:
        return by_indicator
    by_words = _by_words(filled)
    by_balance = find_balance(filled)
    if by_words == "inverted":
        certain = by_balance is None or by_balance.factor > 0
        return Choice("inverted", certain, "Payments received are negative, so charges are positive.", _BOTH)
    if by_balance is not None and by_balance.factor > 0:
        return Choice("as_written", True, "The balance column rises and falls with the amounts.")
    if by_balance is not None:
        return Choice("inverted", True, "The balance column falls where the amounts are positive.")
    if by_words == "as_written" or (negatives > len(filled) - negatives and negatives < len(filled)):
        return Choice("as_written", True, "Negative amounts are money out: most rows are, and income is not.")
    why = "Nothing in the file tells whether positive amounts are money in or money out."
    if negatives == len(filled) and filled:
        return Choice("as_written", True, "Every amount is negative: money out.")
    return Choice("as_written", False, why, _BOTH)


def decide_pair_sign(debits: Sequence[int]) -> Choice[str]:
    """Whether the debit column writes money out as positive (“debit_credit”) or negative (“debit_credit_signed”)."""
    filled = [minor for minor in debits if minor]
    if sum(minor < 0 for minor in filled) * 2 > len(filled):
        return Choice("debit_credit_signed", True, "Money out has its own column, with a minus.")
    return Choice("debit_credit", True, "Money out and money in have their own columns.")


def means_out(indicator: str) -> bool:
    """Whether a cell such as “DR”, “Soll” or “Purchase” says that money leaves."""
    return _first_word(indicator) in _OUT


def means_in(indicator: str) -> bool:
    """Whether a cell such as “CR”, “Haben” or “Refund” says that money comes in."""
    return _first_word(indicator) in _IN


def find_balance(movements: Sequence[Movement]) -> Balance | None:
    """How the balance column follows from the amounts, if it does for nine of ten rows and at least for three."""
    rows = [movement for movement in movements if movement.balance_minor is not None]
    best, order, factor = 0, "none", 1
    for candidate, newer_offset in (("oldest_first", 1), ("newest_first", 0)):
        for sign in (1, -1):
            hits = sum(_follows(rows, at, newer_offset, sign) for at in range(len(rows) - 1))
            if hits > best:
                best, order, factor = hits, candidate, sign
    return Balance(order, factor) if best >= 2 and best >= _ENOUGH * (len(rows) - 1) else None


_BOTH = ("as_written", "inverted")


def _follows(rows: Sequence[Movement], at: int, newer_offset: int, sign: int) -> bool:
    first, second = rows[at].balance_minor, rows[at + 1].balance_minor
    assert first is not None, "rows have balances"
    assert second is not None, "rows have balances"
    change = second - first if newer_offset else first - second
    return change == sign * rows[at + newer_offset].amount_minor


def _by_indicator(movements: Sequence[Movement], negatives: int) -> Choice[str] | None:
    out = [movement for movement in movements if means_out(movement.indicator)]
    into = [movement for movement in movements if means_in(movement.indicator)]
    if len(out) + len(into) < _ENOUGH * len(movements) or not out:
        return None
    if not negatives and into:
        return Choice("indicator", True, "A column says for each amount whether it is money out or money in.")
    positive_out = sum(movement.amount_minor > 0 for movement in out)
    negative_in = sum(movement.amount_minor < 0 for movement in into)
    agreeing = positive_out + negative_in
    if agreeing >= _ENOUGH * (len(out) + len(into)):
        return Choice("inverted", bool(into), "The type column calls positive amounts money out.", _BOTH)
    if agreeing <= (1 - _ENOUGH) * (len(out) + len(into)):
        return Choice("as_written", True, "The type column calls negative amounts money out.")
    return None


def _first_word(indicator: str) -> str:
    """“Debit card purchase” is a debit, “Money out” is out."""
    words = normalised(indicator).split() or [indicator.strip()]
    return words[-1] if words[0] in {"money", "payment", "payments"} else words[0]


def _by_words(movements: Sequence[Movement]) -> str | None:
    """“Payment, thank you” is money into a card account, “Payroll” into any: which sign do they have?"""
    thanked = [movement for movement in movements if _CARD_PAID.search(movement.words)]
    if thanked and all(movement.amount_minor < 0 for movement in thanked) and len(thanked) * 2 < len(movements):
        others = [movement for movement in movements if not _CARD_PAID.search(movement.words)]
        if sum(movement.amount_minor > 0 for movement in others) >= 0.6 * len(others):
            return "inverted"
    paid = [movement for movement in movements if _PAID_IN.search(movement.words)]
    if paid and all(movement.amount_minor > 0 for movement in paid) and len(paid) < len(movements):
        return "as_written" if any(movement.amount_minor < 0 for movement in movements) else None
    return None
