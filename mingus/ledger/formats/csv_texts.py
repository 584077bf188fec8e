"""What a CSV row says in words: who, what for, which account, pending or posted."""

import re
from typing import NamedTuple

from mingus.core.errors import Refused
from mingus.core.money import currency_code
from mingus.ledger.formats.csv_shape import CsvShape

_PENDING = re.compile(
    r"pending|authori[sz]ed|vorgemerkt|en attente|pendiente|pendente|in behandeling|processing|unposted", re.IGNORECASE
)
_UNDONE = re.compile(r"declined|failed|reverted|cancell?ed|rejected|storniert|abgelehnt", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="?([^"]*)"?')  # ="00123": how a file tells Excel to keep the zeros


class Texts(NamedTuple):
    """The words of one row."""

    description: str
    memo: str
    account: str | None
    currency: str
    category: str | None
    check_number: str | None
    source_id: str | None
    bank_type: str | None
    is_pending: bool
    is_undone: bool


class TextReader:
    """Reads the words of rows in one shape."""

    def __init__(self, shape: CsvShape) -> None:
        at = shape.columns.value
        self._currency = shape.currency.value
        # Rows are read with blanks behind them: columns a short row lacks are blank, and so is -1, where none exists.
        self._blanks = [""] * (max(at.values(), default=0) + 1)
        self._description, self._memo = at.get("description", -1), at.get("memo", -1)
        self._account, self._currency_at = at.get("account", -1), at.get("currency", -1)
        self._category, self._check_number = at.get("category", -1), at.get("check_number", -1)
        self._source_id, self._indicator = at.get("source_id", -1), at.get("indicator", -1)
        self._status = at.get("status", -1)

    def read(self, cells: list[str]) -> Texts:
        """The words in `cells`; columns that are missing are empty."""
        row = cells + self._blanks
        description, memo = _one_line(row[self._description]), _one_line(row[self._memo])
        status = row[self._status]
        return Texts(
            description or memo,
            memo if description and memo != description else "",
            _plain(row[self._account]),
            self._currency_of(row[self._currency_at].strip()),
            row[self._category].strip() or None,
            _plain(row[self._check_number]),
            _plain(row[self._source_id]),
            row[self._indicator].strip() or None,
            bool(status) and _PENDING.search(status) is not None,
            bool(status) and _UNDONE.search(status) is not None,
        )

    def _currency_of(self, code: str) -> str:
        if not code:
            return self._currency
        if len(code) == 3 and code.isascii() and code.isupper():
            return code
        try:
            return currency_code(code)
        except Refused:
            return self._currency


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def _plain(text: str) -> str | None:
    text = text.strip()
    if text.startswith("="):
        found = _EXCEL_TEXT.fullmatch(text)
        text = found[1] if found else text
    return text or None
