"""What the columns of dates and amounts of a CSV file say as a whole, gathered in one pass and little memory."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mingus.ledger.formats import dates, notation
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.csv_lines import Record

_PORTION = 20_000
_CODE = re.compile(
    r"\b(USD|EUR|GBP|CAD|AUD|NZD|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|INR|BRL|MXN|ZAR|NGN|GHS|KES|SGD|HKD|ILS|TRY)\b"
)
_SYMBOL_CURRENCIES = {"€": "EUR", "euro": "EUR", "£": "GBP", "$": "$", "₹": "INR", "₦": "NGN"}
_MONEY_ROLES = ("amount", "debit", "credit")


class Survey:
    """What the whole of the columns of dates and amounts say."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.dates = dates.DateEvidence()
        self.masks: set[str] = set()
        self._date = columns.get("date", 0)
        self._money = [columns[role] for role in _MONEY_ROLES if role in columns]

    def add(self, all_records: Iterator[Record], first_line: int) -> None:
        """Read everything once. Dates are judged in portions, so that memory does not grow with the file."""
        days: dict[str, None] = {}
        masks, mask, date_column = self.masks, notation.mask, self._date
        for line, cells in all_records:
            if line < first_line:
                continue
            try:
                days[cells[date_column]] = None
                for column in self._money:
                    masks.add(mask(cells[column]))
            except IndexError:
                continue  # too few columns: a fault when the rows are read
            if len(days) + len(masks) >= _PORTION:
                self._judge(days)
        self._judge(days)

    def _judge(self, days: dict[str, None]) -> None:
        self.dates.add(days)
        days.clear()
        if len(self.masks) > _PORTION // 2:  # not amounts at all, or it would be a handful
            self.masks.clear()


def decide_currency(
    columns: Mapping[str, int], header: Sequence[str], masks: Iterable[str], default_currency: str
) -> Choice[str]:
    """The currency that headers or amounts name: EUR, €, euros. A $ is the default, if that is a dollar."""
    if "currency" in columns:
        return Choice(default_currency, True, "Each row names its currency.")
    roles = (*_MONEY_ROLES, "balance")
    names = [header[columns[role]] for role in roles if role in columns and columns[role] < len(header)]
    for text in (*names, *sorted(masks)):
        found = _named_currency(text)
        if found == "$":  # of which dollar, the household's own currency says
            dollar = default_currency if default_currency.endswith("D") else "USD"
            return Choice(dollar, dollar == default_currency, "The amounts are marked with a dollar sign.")
        if found:
            return Choice(found, True, f"The amounts are marked as {found}.")
    return Choice(default_currency, False, "The file does not say in which currency it is.")


def _named_currency(text: str) -> str | None:
    code = next(iter(_CODE.findall(text)), None)
    symbol = next((symbol for symbol in _SYMBOL_CURRENCIES if symbol in text.casefold()), None)
    return code or (_SYMBOL_CURRENCIES[symbol] if symbol else None)
