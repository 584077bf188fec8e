"""Money: whole minor units and a currency. Never a binary fraction."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from mingus.core.errors import Refused

# ISO 4217 minor units where they are not 2.
NO_DECIMALS = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "CA$", "AUD": "A$", "NGN": "₦", "GHS": "GH₵"}
MAX_MINOR = 10**15 - 1  # far above any person's money and far below what BIGINT sums could overflow
_CURRENCY = re.compile(r"[A-Z]{3}")
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{0,12})?")  # \d would also take ٣


def exponent(currency: str) -> int:
    """How many decimals `currency` has: USD 2, JPY 0, KWD 3."""
    if currency in NO_DECIMALS:
        return 0
    return 3 if currency in THREE_DECIMALS else 2


def currency_code(text: str) -> str:
    """`text` as an ISO 4217 code in capitals. Raises Refused unless it is three letters."""
    code = text.strip().upper()
    if not _CURRENCY.fullmatch(code):
        shown = text[:20].encode(errors="replace").decode()
        message = f"“{shown}” is not a currency code such as USD."
        raise Refused(message, fields={"currency": "three letters, e.g. USD"})
    return code


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in whole minor units (cents for USD) of one currency. Sums refuse to mix currencies."""

    minor: int
    currency: str = "USD"

    @classmethod
    def parse(cls, text: str, currency: str = "USD") -> Self:
        """Read a plain decimal such as '1250.5' or '−3'. Raises Refused on anything else or on too many decimals.

        Free notations of banks ('1.107,00', '12,30-') are read by `ledger.formats.amounts`, which knows the column.
        """
        plain = text.strip().replace("−", "-")
        if not _PLAIN.fullmatch(plain):
            raise Refused(f"“{text[:40]}” is not an amount of money.")
        scaled = Decimal(plain).scaleb(exponent(currency))
        if scaled != scaled.to_integral_value():
            raise Refused(f"{currency} has at most {exponent(currency)} decimals: “{text[:40]}”.")
        if abs(scaled) > MAX_MINOR:
            raise Refused("That is more money than Mingus can count.")
        return cls(int(scaled), currency)

    def decimal_string(self) -> str:
        """The amount for APIs and files: '-12.30', '1500' for JPY. No thousands separator, a plain minus."""
        sign = "-" if self.minor < 0 else ""
        return sign + _with_point(abs(self.minor), exponent(self.currency), thousands="")

    def text(self, *, cents: bool = True, plus: bool = False) -> str:
        """The amount for people: '−$1,204.50'. Without `cents` it is rounded to whole units, half away from zero."""
        digits, whole = exponent(self.currency), abs(self.minor)
        if digits and not cents:
            unit, digits = 10**digits, 0
            whole = (whole + unit // 2) // unit
        amount = _with_point(whole, digits, thousands=",") if digits else f"{whole:,}"
        sign = "−" if self.minor < 0 and whole else ("+" if plus and self.minor > 0 else "")
        symbol = SYMBOLS.get(self.currency)
        return f"{sign}{symbol}{amount}" if symbol else f"{sign}{amount} {self.currency}"

    def __add__(self, other: Self) -> Self:
        self._same_currency(other)
        return type(self)(self.minor + other.minor, self.currency)

    def __sub__(self, other: Self) -> Self:
        self._same_currency(other)
        return type(self)(self.minor - other.minor, self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def __str__(self) -> str:
        return self.text()

    def _same_currency(self, other: Self) -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} with {other.currency}")


def _with_point(whole: int, digits: int, *, thousands: str) -> str:
    """`whole` minor units with their decimal point. By whole numbers: pages format hundreds of amounts."""
    if not digits:
        return f"{whole:{thousands}}"
    units, rest = divmod(whole, 10**digits)
    return f"{units:{thousands}}.{rest:0{digits}}"
