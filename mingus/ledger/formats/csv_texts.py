"""What a CSV row says in words: who, what for, which account, pending or posted."""

import re
from collections.abc import Sequence
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
        self._at = shape.columns.value
        self._currency = shape.currency.value
        self._status = self._at.get("status")

    def read(self, cells: Sequence[str]) -> Texts:
        """The words in `cells`; columns that are missing are empty."""
        at, width = self._at, len(cells)
        said = {role: cells[column].strip() for role, column in at.items() if column < width}
        get = said.get
        description, memo = _one_line(get("description", "")), _one_line(get("memo", ""))
        status = get("status", "")
        return Texts(
            description or memo,
            memo if description and memo != description else "",
            _plain(get("account")),
            self._currency_of(get("currency")),
            get("category") or None,
            _plain(get("check_number")),
            _plain(get("source_id")),
            get("indicator") or None,
            bool(status) and _PENDING.search(status) is not None,
            bool(status) and _UNDONE.search(status) is not None,
        )

    def _currency_of(self, code: str | None) -> str:
        if not code:
            return self._currency
        if len(code) == 3 and code.isascii() and code.isupper():
            return code
        try:
            return currency_code(code)
        except Refused:
            return self._currency


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text


def _plain(text: str | None) -> str | None:
    if not text:
        return None
    found = _EXCEL_TEXT.fullmatch(text) if text[0] == "=" else None
    return (found[1] if found else text) or None
