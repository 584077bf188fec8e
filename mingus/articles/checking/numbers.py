"""Numbers as they stand in running text: $1,250.50, 7.65 percent, 14.4. Years and small counts are told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<sign>(?<![\w)])[−-])?(?P<money>\$)?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?:(?P<percent>\s?%|[ -]percent(?:age)?\b)|[ -](?P<scale>thousand|million|billion|trillion)\b)?"
)
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_YEARS: Final = range(1900, 2101)
_NAMES: Final = re.compile(
    r"401\(k\)|403\(b\)|457|529|1099|W-2|W-4|5498|1040|\b[A-Z]+-\d+\b|Rev\. Proc\. [\d-]+|24/7|SE\b"
)
COUNT_UP_TO: Final = 999  # smaller whole numbers without a unit count things of the text: steps, months, slips


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text, where it stands, and how it is written. `value` of 6 percent is 6."""

    value: Decimal
    text: str
    start: int
    end: int
    is_money: bool
    is_percent: bool
    decimals: int

    @property
    def is_figure(self) -> bool:
        """Whether it could claim something about the world, so that it needs an origin."""
        if self.is_money or self.is_percent:
            return True
        if self.decimals:
            return True
        return self.value > COUNT_UP_TO and not ("," not in self.text and int(self.value) in _YEARS)

    @property
    def significant(self) -> int:
        """How many digits it has before only zeros follow: 24,500 has 3."""
        return len(self.value.normalize().as_tuple().digits)


def numbers_in(text: str) -> Iterator[Number]:
    """Every number of `text`, names such as 401(k) and W-2 left out."""
    blank = _NAMES.sub(lambda name: "_" * len(name[0]), text)
    for found in _NUMBER.finditer(blank):
        if _is_within_a_word(blank, found):
            continue
        plain = found["digits"].replace(",", "") + (found["decimals"] or "")
        scale = _SCALES.get(found["scale"] or "", 1)
        yield Number(
            value=Decimal(plain) * scale,
            text=found[0].strip(),
            start=found.start(),
            end=found.end(),
            is_money=bool(found["money"]),
            is_percent=bool(found["percent"]),
            decimals=len(found["decimals"] or ".") - 1,
        )


def _is_within_a_word(text: str, found: re.Match[str]) -> bool:
    before = text[found.start() - 1] if found.start() else " "
    return before.isalpha() or before == "_" or (found.end() < len(text) and text[found.end()] == "_")
