"""One account of a CSV file while it is read: its rows, its repeated ids, the balances its balance column proves."""

from collections.abc import Sequence
from datetime import date

from mingus.ledger.formats import amounts, dates
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.csv_money import money_reader
from mingus.ledger.formats.csv_shape import CsvShape
from mingus.ledger.formats.csv_texts import Texts
from mingus.ledger.formats.dates import DateFault
from mingus.ledger.formats.rows import BankRow, StatementEnd, StatementStart


class CsvStatement:
    """The statement `number` of the file. `start()` before its first row, `end()` after the last of the file."""

    def __init__(self, number: int, account: str | None, currency: str, shape: CsvShape) -> None:
        self.money = money_reader(shape, currency)
        self.is_new = True
        self._number, self._account, self._currency = number, account, currency
        self._balances = RunningBalance(shape, currency)
        self._acted = shape.columns.value.get("transacted_on")
        self._read_date = dates.reader(shape.date_order.value)
        self._seen: dict[str, int] = {}

    def start(self) -> StatementStart:
        """The event that announces this account."""
        self.is_new = False
        return StatementStart(self._number, self._account, None, None, self._currency)

    def row(self, line: int, posted_on: date, amount_minor: int, texts: Texts, cells: Sequence[str]) -> BankRow:
        """The row, counted in."""
        if self._balances.column is not None and not texts.is_pending:
            self._balances.add(posted_on, amount_minor, cells)
        return BankRow(
            line,
            posted_on,
            amount_minor,
            self._currency,
            texts.description,
            texts.memo,
            texts.source_id,
            self._repeat(texts.source_id) if texts.source_id else 0,
            texts.is_pending,
            texts.category,
            texts.check_number,
            texts.bank_type,
            self._transacted_on(cells, posted_on) if self._acted is not None else None,
            self._number,
        )

    def end(self) -> StatementEnd:
        """The event that completes this account, with its balances if the balance column agrees with the amounts."""
        return self._balances.end(self._number)

    def _repeat(self, source_id: str) -> int:
        repeat = self._seen.get(source_id, -1) + 1
        self._seen[source_id] = repeat
        return repeat

    def _transacted_on(self, cells: Sequence[str], posted_on: date) -> date | None:
        assert self._acted is not None, "asked for only with such a column"
        try:
            found = self._read_date(cells[self._acted])
        except (DateFault, IndexError):
            return None
        return None if found == posted_on else found


class RunningBalance:
    """Follows the balance column from the first row to the last."""

    def __init__(self, shape: CsvShape, currency: str) -> None:
        self.column = shape.columns.value.get("balance") if shape.balance != "none" else None
        self._is_oldest_first = shape.balance == "oldest_first"
        self._sign = shape.balance_sign
        self._read = amounts.reader(shape.decimal_mark.value, currency)
        self._first: tuple[date, int, int] | None = None
        self._last: tuple[date, int, int] | None = None
        self._sum_minor = 0

    def add(self, posted_on: date, amount_minor: int, cells: Sequence[str]) -> None:
        """Take a row into account; one without a readable balance still counts in the sum."""
        assert self.column is not None, "called only with a balance column"
        self._sum_minor += amount_minor
        try:
            balance_minor = self._sign * self._read(cells[self.column].strip())
        except (AmountFault, IndexError):
            return
        self._last = (posted_on, amount_minor, balance_minor)
        self._first = self._first or self._last

    def end(self, number: int) -> StatementEnd:
        """Opening and closing balance, if the second is the first and all the amounts."""
        if self._first is None or self._last is None:
            return StatementEnd(number)
        oldest, newest = (self._first, self._last) if self._is_oldest_first else (self._last, self._first)
        opening_minor, closing_minor = oldest[2] - oldest[1], newest[2]
        if opening_minor + self._sum_minor != closing_minor:
            return StatementEnd(number)
        return StatementEnd(number, opening_minor, oldest[0], closing_minor, newest[0])
