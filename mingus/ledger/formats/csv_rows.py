"""Read a CSV file as a stream of events, in the shape that was inferred and confirmed."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from mingus.core.errors import BadFile
from mingus.ledger.formats import dates
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.csv_lines import records
from mingus.ledger.formats.csv_shape import CsvShape
from mingus.ledger.formats.csv_statement import CsvStatement
from mingus.ledger.formats.csv_texts import TextReader
from mingus.ledger.formats.dates import DateFault, is_date
from mingus.ledger.formats.rows import Event, Events, RowFault, RowSkipped

_MAX_STATEMENTS = 200
_SUMMARY = re.compile(
    r"\W*(?:(?:sub|grand )?totals?|sum|summe|gesamt|saldo|balance|opening|closing|beginning|ending|solde|suma|"
    r"kontostand|alter|neuer|anfangssaldo|endsaldo|totaal|end of|\*\*\*|transactions?|records?|rows|count)\b",
    re.IGNORECASE,
)


def read_csv(stream: BinaryIO, shape: CsvShape) -> Events:
    """The events of the file. Raises BadFile where a limit is passed; a bad row is a RowFault and the rest goes on."""
    table = _Table(shape)
    first_line, header = shape.first_line, list(shape.header)
    for line, cells in records(stream, shape.encoding.value, shape.delimiter.value):
        if line >= first_line:
            if cells == header:
                yield RowSkipped(line, shape.delimiter.value.join(cells)[:200], "the headers again")
                continue
            yield from table.read(line, cells)
    yield from table.finish()


class _Table:
    """Reads rows one after the other and keeps one statement for each account and currency that occurs."""

    def __init__(self, shape: CsvShape) -> None:
        self._shape = shape
        columns = shape.columns.value
        self._at = columns
        self._read_date = dates.reader(shape.date_order.value)
        self._statements: dict[tuple[str | None, str], CsvStatement] = {}
        needed = [columns[role] for role in ("date", "amount") if role in columns]
        pair = [columns[role] for role in ("debit", "credit") if role in columns and "amount" not in columns]
        self._width = max([*needed, *(pair[:1] and [min(pair)])], default=0) + 1
        self._texts = TextReader(shape)

    def read(self, line: int, cells: list[str]) -> Iterator[Event]:
        """What one record is: a row, a fault, something to skip; before it the start of a statement."""
        if len(cells) < self._width:
            yield from self._odd(line, cells, None, f"The row has only {len(cells)} columns.")
            return
        try:
            posted_on = self._read_date(cells[self._at["date"]])
        except DateFault as error:
            yield from self._odd(line, cells, "date", str(error))
            return
        texts = self._texts.read(cells)
        if texts.is_undone:
            yield RowSkipped(line, " ".join(cells)[:200], "declined or reverted by the bank")
            return
        statement = self._statement(texts.account, texts.currency)
        if statement.is_new:
            yield statement.start()
        try:
            amount_minor = statement.money(cells)
        except AmountFault as error:
            yield self._without_amount(line, cells, texts.description, str(error))
            return
        yield statement.row(line, posted_on, amount_minor, texts, cells)

    def finish(self) -> Iterator[Event]:
        """The ends of the statements."""
        if not self._statements:
            yield self._statement(None, self._shape.currency.value).start()
        for statement in self._statements.values():
            yield statement.end()

    def _statement(self, account: str | None, currency: str) -> CsvStatement:
        key = (account, currency)
        found = self._statements.get(key)
        if found is None:
            if len(self._statements) >= _MAX_STATEMENTS:
                raise BadFile(f"The file has more than {_MAX_STATEMENTS} accounts. Is that really the account column?")
            found = CsvStatement(len(self._statements) + 1, account, currency, self._shape)
            self._statements[key] = found
        return found

    def _odd(self, line: int, cells: list[str], role: str | None, message: str) -> Iterator[Event]:
        """A line without a date: empty, a total under the table, or a fault."""
        filled = [cell for cell in cells if cell.strip(" \t\x1a\xa0")]
        if not filled:
            return
        if _SUMMARY.match(filled[0]) or (len(filled) == 1 and not is_date(filled[0])):
            yield RowSkipped(line, " ".join(filled)[:200], "a total or a remark, not a transaction")
        else:
            yield self._fault(line, cells, role, message)

    def _without_amount(self, line: int, cells: list[str], description: str, message: str) -> Event:
        role = self._amount_role(cells)
        if not self._cell(cells, role).strip() and _SUMMARY.match(description):
            return RowSkipped(line, " ".join(cells)[:200], "a balance, not a movement")
        return self._fault(line, cells, role, message)

    def _amount_role(self, cells: list[str]) -> str:
        filled = [role for role in ("amount", "debit", "credit") if self._cell(cells, role).strip()]
        present = [role for role in ("amount", "debit", "credit") if role in self._at]
        return (filled or present)[0]

    def _fault(self, line: int, cells: list[str], role: str | None, message: str) -> RowFault:
        column = self._at.get(role, 0) if role else None
        name = None
        if column is not None:
            header = self._shape.header
            name = header[column] if column < len(header) and header[column] else f"column {column + 1}"
        value = self._cell(cells, role) if role else self._shape.delimiter.value.join(cells)
        return RowFault(line, name, value.strip()[:200], message)

    def _cell(self, cells: list[str], role: str) -> str:
        column = self._at.get(role, len(cells))
        return cells[column] if column < len(cells) else ""
