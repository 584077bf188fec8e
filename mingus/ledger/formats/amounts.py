"""Read an amount of money in the notation of its column. Knows no file; `notation` decides which notation that is.

Refuses rather than guesses: two signs, broken grouping, another currency, or more decimals than the currency has.
"""

import re
from collections.abc import Callable

from mingus.core.money import MAX_MINOR, exponent

Reader = Callable[[str], int]
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " "})
_PLAIN_SIGNS = str.maketrans({"−": "-", "‐": "-", "–": "-", "﹣": "-", "－": "-", "’": "'", "‘": "'", "´": "'"})
_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₦": "NGN", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₪": "ILS", "zł": "PLN"}
_NUMBER = r"[0-9][0-9., ']*|[.,][0-9]+"
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<before>[-+])?\s*(?P<prefix>[A-Za-z]{0,3}(?:\$|€|£|¥|₹|₦|₽|₺|₴|₪|₵)|[A-Za-z]{3}\.?|R)?"
    rf"\s*(?P<middle>[-+])?\s*(?P<number>{_NUMBER})\s*(?P<after>[-+])?"
    r"\s*(?P<suffix>[A-Za-z]{3}(?![A-Za-z])|\$|€|£|¥|zł|kr\.?|Kč|₽|₴|₺)?\s*(?P<close>\))?\s*(?P<mark>[CcDd][Rr]\.?)?"
)
_GROUPED = {
    ".": re.compile(
        r"(?:[0-9]+|[0-9]{1,3}([, '])[0-9]{3}(?:\1[0-9]{3})*|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})?(?:\.[0-9]*)?"
    ),
    ",": re.compile(r"(?:[0-9]+|[0-9]{1,3}([. '])[0-9]{3}(?:\1[0-9]{3})*)?(?:,[0-9]*)?"),
}
_SEPARATORS = str.maketrans("", "", ",. '")
MAX_CHARACTERS = 60


class AmountFault(ValueError):
    """This text is no amount in this notation; the message says why."""


def reader(decimal_mark: str, currency: str) -> Reader:
    """A function from text to minor units of `currency`. It raises AmountFault; it is called once per row."""
    digits = exponent(currency)
    slow = _careful_reader(decimal_mark, currency)
    if digits == 0:
        return slow
    is_plain = re.compile(rf"[-+]?[0-9]{{1,12}}{re.escape(decimal_mark)}[0-9]{{{digits}}}").fullmatch
    cut = -digits - 1

    def read(text: str) -> int:
        if is_plain(text):
            return int(text[:cut] + text[-digits:])
        return slow(text)

    return read


def parts(text: str) -> tuple[bool, str, str | None]:
    """`text` taken apart: is it negative, its digits with their separators, and the currency it names, if any."""
    plain = text.translate(SPACES).translate(_PLAIN_SIGNS).strip()
    if not plain:
        raise AmountFault("The amount is missing.")
    found = _AMOUNT.fullmatch(plain) if len(plain) <= MAX_CHARACTERS else None
    if found is None:
        raise AmountFault(f"“{text[:40]}” is not an amount.")
    return _is_negative(found, text), found["number"].strip(), _named_currency(found)


def _is_negative(found: re.Match[str], text: str) -> bool:
    if bool(found["open"]) != bool(found["close"]):
        raise AmountFault(f"“{text[:40]}” has only one parenthesis.")
    signs = [sign for sign in (found["before"], found["middle"], found["after"]) if sign]
    if found["open"]:
        signs.append("-")
    if found["mark"]:
        signs.append("-" if found["mark"][0] in "dD" else "+")
    if len(signs) > 1:
        raise AmountFault(f"“{text[:40]}” has two signs.")
    return signs == ["-"]


def _named_currency(found: re.Match[str]) -> str | None:
    for word in (found["prefix"], found["suffix"]):
        if word and word in _SYMBOLS:
            return _SYMBOLS[word]
        code = (word or "").rstrip(".")
        if len(code) == 3 and code.isascii() and code.isalpha():
            return code.upper()
    return None


def _careful_reader(decimal_mark: str, currency: str) -> Reader:
    digits = exponent(currency)
    is_grouped = _GROUPED[decimal_mark].fullmatch

    def read(text: str) -> int:
        negative, number, named = parts(text)
        if named is not None and named != currency:
            raise AmountFault(f"“{text[:40]}” is in {named}, not in {currency}.")
        if not is_grouped(number):
            raise AmountFault(f"“{text[:40]}” is not an amount with “{decimal_mark}” before the decimals.")
        whole, _, fraction = number.partition(decimal_mark)
        fraction = fraction.rstrip("0")
        if len(fraction) > digits:
            raise AmountFault(f"“{text[:40]}” has more decimals than {currency} has ({digits}).")
        minor = int((whole.translate(_SEPARATORS) or "0") + fraction.ljust(digits, "0"))
        if minor > MAX_MINOR:
            raise AmountFault("That is more money than Mingus can count.")
        return -minor if negative else minor

    return read
