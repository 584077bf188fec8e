"""Infer how a CSV file is to be read, from all of it: two passes, one over its head, one over its columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

from mingus.core.errors import BadFile
from mingus.ledger.formats import amounts, dates, notation
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.csv_balance import find_balance
from mingus.ledger.formats.csv_columns import Table, find_columns, find_table
from mingus.ledger.formats.csv_lines import DELIMITERS, Record, records
from mingus.ledger.formats.csv_money import money_reader
from mingus.ledger.formats.csv_shape import CsvShape, checked
from mingus.ledger.formats.csv_sign import Movement, decide_pair_sign, decide_sign
from mingus.ledger.formats.text import choose_encoding, known_encoding

_HEAD_RECORDS = 60
_SAMPLE_RECORDS = 1_000
_SAMPLE_CHARACTERS = 1_000_000
_SHOWN_RECORDS = 20
_PORTION = 20_000
_CODE = re.compile(
    r"\b(USD|EUR|GBP|CAD|AUD|NZD|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|INR|BRL|MXN|ZAR|NGN|GHS|KES|SGD|HKD|ILS|TRY)\b"
)
_SYMBOL_CURRENCIES = {"€": "EUR", "euro": "EUR", "£": "GBP", "$": "USD", "₹": "INR", "₦": "NGN"}
_KEPT = ("columns", "sign", "currency")
_MONEY_ROLES = ("amount", "debit", "credit")


def infer_shape(
    stream: BinaryIO,
    *,
    corrections: Mapping[str, Any] | None = None,
    remembered: Mapping[str, Any] | None = None,
    default_currency: str = "USD",
) -> CsvShape:
    """The shape of the file; what `corrections` say is taken as certain. Raises BadFile if there is no table in it.

    `remembered` choices of the same bank hold for columns, signs and currency; its notations only answer what this
    file leaves open, for banks change them.
    """
    before = checked(remembered or {})
    said = {name: before[name] for name in _KEPT if name in before} | checked(corrections or {})
    encoding = _said(said, "encoding") or choose_encoding(stream)
    encoding = Choice(known_encoding(encoding.value), encoding.certain, encoding.why, encoding.candidates)
    delimiter = _said(said, "delimiter") or _delimiter(stream, encoding.value)
    sample = _sample(records(stream, encoding.value, delimiter.value), _SAMPLE_RECORDS)
    table = find_table(sample)
    if "first_line" in said:
        table = Table(table.header, next((at for at, (line, _) in enumerate(sample) if line >= said["first_line"]), 0))
    rows = sample[table.first :]
    columns = _said(said, "columns") or _columns(table, rows)
    first_line = rows[0][0] if rows else sample[-1][0] + 1
    survey = _Survey(columns.value)
    survey.add(records(stream, encoding.value, delimiter.value), first_line)
    likelier_mark = "," if delimiter.value == ";" else "."
    decimal_mark = _said(said, "decimal_mark") or _or_before(
        notation.decide_notation(survey.masks, likelier=likelier_mark), before.get("decimal_mark")
    )
    american = decimal_mark.value == "." and delimiter.value != ";"
    date_order = _said(said, "date_order") or _or_before(
        survey.dates.decide(likelier="mdy" if american else "dmy"), before.get("date_order")
    )
    currency = _said(said, "currency") or _currency(columns.value, table.header, survey, default_currency)
    sign = _said(said, "sign") or _sign(rows, columns.value, decimal_mark.value, currency.value)
    shown = tuple((line, tuple(cells)) for line, cells in rows[:_SHOWN_RECORDS])
    shape = CsvShape(
        encoding,
        delimiter,
        table.header,
        first_line,
        columns,
        date_order,
        decimal_mark,
        sign,
        currency,
        sample=shown,
    )
    return _with_balance(shape, rows)


def _said(corrections: Mapping[str, Any], name: str) -> Choice[Any] | None:
    if name not in corrections:
        return None
    return Choice(corrections[name], True, "You chose this.")


def _or_before(found: Choice[str], before: str | None) -> Choice[str]:
    """What was found if that is certain, else what was chosen for this bank before."""
    if found.certain or before not in found.candidates:
        return found
    return Choice(before, True, "As for this bank before.", found.candidates)


def _delimiter(stream: BinaryIO, encoding: str) -> Choice[str]:
    """The delimiter with which the head of the file is a table; of several, the one that makes the most columns."""
    best: tuple[int, str] | None = None
    for delimiter in DELIMITERS:
        head = _sample(records(stream, encoding, delimiter), _HEAD_RECORDS)
        if head and head[0][1][0].strip().lower() == "sep=" and len(head[0][1]) > 1:
            return Choice(delimiter, True, "The file says so in its first line.")
        try:
            table = find_table(head)
        except BadFile:
            continue
        width = len(table.header) or len(head[table.first][1])
        if best is None or width > best[0]:
            best = width, delimiter
    if best is None:
        raise BadFile("No column of dates with amounts was found. This does not look like a bank file.")
    return Choice(best[1], True, f"With it every line has {best[0]} columns.", DELIMITERS)


def _sample(all_records: Iterator[Record], count: int) -> list[Record]:
    """The first `count` records, or as many as a megabyte holds."""
    found: list[Record] = []
    characters = 0
    for record in islice(all_records, count):
        characters += sum(map(len, record[1]))
        found.append(record)
        if characters > _SAMPLE_CHARACTERS:
            break
    return found


def _columns(table: Table, rows: Sequence[Record]) -> Choice[dict[str, int]]:
    if not rows:
        raise BadFile("The file has the headers of a bank file, but no transactions.")
    found, certain = find_columns(table.header, [cells for _, cells in rows])
    why = "Their names and what stands in them agree." if certain else "Told from what stands in them, not from names."
    return Choice(found, certain, why)


class _Survey:
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


def _currency(columns: Mapping[str, int], header: Sequence[str], survey: _Survey, default_currency: str) -> Choice[str]:
    """The currency that headers or amounts name: EUR, €, euros. A $ is the default, if that is a dollar."""
    if "currency" in columns:
        return Choice(default_currency, True, "Each row names its currency.")
    roles = (*_MONEY_ROLES, "balance")
    names = [header[columns[role]] for role in roles if role in columns and columns[role] < len(header)]
    for text in (*names, *sorted(survey.masks)):
        found = _named_currency(text)
        if found == "USD" and default_currency.endswith("D"):
            return Choice(default_currency, True, "The amounts are marked with a dollar sign.")
        if found:
            return Choice(found, True, f"The amounts are marked as {found}.")
    return Choice(default_currency, False, "The file does not say in which currency it is.")


def _named_currency(text: str) -> str | None:
    code = next(iter(_CODE.findall(text)), None)
    symbol = next((symbol for symbol in _SYMBOL_CURRENCIES if symbol in text.casefold()), None)
    return code or (_SYMBOL_CURRENCIES[symbol] if symbol else None)


def _sign(rows: Sequence[Record], columns: Mapping[str, int], mark: str, currency: str) -> Choice[str]:
    read = amounts.reader(mark, currency)
    if "amount" in columns:
        return decide_sign(list(_movements(rows, columns, read)))
    debits, credits_ = (
        [_or_none(read, cells, columns.get(role)) or 0 for _, cells in rows] for role in ("debit", "credit")
    )
    return decide_pair_sign(debits, credits_)


def _movements(rows: Sequence[Record], columns: Mapping[str, int], read: amounts.Reader) -> Iterator[Movement]:
    for _, cells in rows:
        amount_minor = _or_none(read, cells, columns["amount"])
        if amount_minor is None:
            continue
        texts = {role: cells[at] for role, at in columns.items() if at < len(cells)}
        words = f"{texts.get('description', '')} {texts.get('category', '')}"
        balance_minor = _or_none(read, cells, columns.get("balance"))
        yield Movement(amount_minor, words, texts.get("indicator", ""), balance_minor)


def _with_balance(shape: CsvShape, rows: Sequence[Record]) -> CsvShape:
    """The shape with what its balance column turns out to be, once the signs are known."""
    column = shape.columns.value.get("balance")
    money = money_reader(shape, shape.currency.value)
    read = amounts.reader(shape.decimal_mark.value, shape.currency.value)
    pairs = [(_or_none(money, cells), _or_none(read, cells, column)) for _, cells in rows]
    found = find_balance([(amount, balance) for amount, balance in pairs if amount is not None and balance is not None])
    return replace(shape, balance=found.order, balance_sign=found.sign) if found else shape


def _or_none(read: Callable[[Any], int], cells: Sequence[str], *column: int | None) -> int | None:
    """What `read` makes of the cells, or of one cell if a column is given; None where it makes nothing of them."""
    at = column[0] if column else -1
    if at is None or at >= len(cells):
        return None
    try:
        return read(cells[at].strip() if column else cells)
    except (AmountFault, IndexError):
        return None
