"""Infer how a CSV file is to be read, from all of it: two passes, one over its head, one over its columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

from mingus.core.errors import BadFile, Refused
from mingus.ledger.formats import amounts, notation
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.csv_balance import find_balance
from mingus.ledger.formats.csv_columns import Table, can_be, find_columns, find_table
from mingus.ledger.formats.csv_lines import DELIMITERS, Record, records
from mingus.ledger.formats.csv_money import money_reader
from mingus.ledger.formats.csv_shape import CsvShape, checked
from mingus.ledger.formats.csv_sign import Movement, decide_pair_sign, decide_sign
from mingus.ledger.formats.csv_survey import Survey, decide_currency
from mingus.ledger.formats.text import choose_encoding, known_encoding

_HEAD_RECORDS = 60
_SAMPLE_RECORDS = 1_000
_SAMPLE_CHARACTERS = 1_000_000
_SHOWN_RECORDS = 20
_AS_BEFORE = "As for this bank before."


def infer_shape(
    stream: BinaryIO,
    *,
    corrections: Mapping[str, Any] | None = None,
    remembered: Mapping[str, Any] | None = None,
    default_currency: str = "USD",
) -> CsvShape:
    """The shape of the file; what `corrections` say is taken as certain. Raises BadFile if there is no table in it.

    `remembered` choices of the same bank hold for currency, for columns that still fit and for signs that this file
    does not contradict; its notations only answer what this file leaves open, for banks change them.
    """
    before, said = checked(remembered or {}), checked(corrections or {})
    encoding = _said(said, "encoding") or choose_encoding(stream)
    encoding = Choice(known_encoding(encoding.value), encoding.certain, encoding.why, encoding.candidates)
    delimiter = _said(said, "delimiter") or _delimiter(stream, encoding.value)
    table, rows = _table(records(stream, encoding.value, delimiter.value), said.get("first_line", 1))
    columns = _said(said, "columns") or _columns_before(before, rows) or _columns(table, rows)
    _refuse_columns(columns.value, table.header, rows)
    survey = Survey(columns.value)
    survey.add(records(stream, encoding.value, delimiter.value), rows[0][0])
    decimal_mark, date_order = _notations(survey, delimiter.value, said, before)
    currency = _said(said, "currency") or _said(before, "currency", _AS_BEFORE)
    currency = currency or decide_currency(columns.value, table.header, survey.masks, default_currency)
    sign = _said(said, "sign") or _sign_before(
        _sign(rows, columns.value, decimal_mark.value, currency.value), before.get("sign")
    )
    header, first_line = table.header, rows[0][0]
    shape = CsvShape(
        encoding, delimiter, header, first_line, columns, date_order, decimal_mark, sign, currency, sample=_shown(rows)
    )
    return _with_balance(shape, rows)


def _said(choices: Mapping[str, Any], name: str, why: str = "You chose this.") -> Choice[Any] | None:
    return Choice(choices[name], True, why) if name in choices else None


def _columns_before(before: Mapping[str, Any], rows: Sequence[Record]) -> Choice[Any] | None:
    """The columns of this bank's last file, if they can be those of this one: without headers any bank's look alike."""
    if "columns" not in before or not can_be(before["columns"], [cells for _, cells in rows]):
        return None
    return _said(before, "columns", _AS_BEFORE)


def _refuse_columns(columns: Mapping[str, int], header: Sequence[str], rows: Sequence[Record]) -> None:
    """Raises Refused unless the columns that a person chose are there and make a bank file of it."""
    width = max(len(header), *(len(cells) for _, cells in rows))
    if "date" not in columns or not columns.keys() & {"amount", "debit", "credit"}:
        message = "Choose a column for the date, and one for the amount or for money out and in."
    elif max(columns.values()) >= width:
        message = f"The file has only {width} columns."
    else:
        return
    raise Refused(message, fields={"columns": message})


def _or_before(found: Choice[str], before: str | None) -> Choice[str]:
    """What was found if that is certain, else what was chosen for this bank before."""
    if found.certain or before not in found.candidates:
        return found
    return Choice(before, True, _AS_BEFORE, found.candidates)


def _sign_before(found: Choice[str], before: str | None) -> Choice[str]:
    """The signs of this bank's last file; to be asked about where this one tells the opposite.

    Many banks call their columns alike, and an account turned round is income turned into spending.
    """
    if before is None or before.startswith("debit") != found.value.startswith("debit"):
        return found
    if before == found.value or not found.certain:
        return Choice(before, True, _AS_BEFORE, found.candidates)
    why = f"The last file with these headers was read the other way round. {found.why}"
    return Choice(found.value, False, why, tuple(dict.fromkeys((found.value, before, *found.candidates))))


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


def _table(all_records: Iterator[Record], from_line: int) -> tuple[Table, list[Record]]:
    """The table and its first rows, from `from_line` on if a person says that it begins there."""
    sample = _sample(all_records, _SAMPLE_RECORDS)
    table = find_table(sample)
    rows = [record for record in sample[table.first :] if record[0] >= from_line]
    if not rows:
        raise BadFile("The file has the headers of a bank file, but no transactions.")
    return table, rows


def _columns(table: Table, rows: Sequence[Record]) -> Choice[dict[str, int]]:
    found, certain = find_columns(table.header, [cells for _, cells in rows])
    why = "Their names and what stands in them agree." if certain else "Told from what stands in them, not from names."
    return Choice(found, certain, why)


def _notations(
    survey: Survey, delimiter: str, said: Mapping[str, Any], before: Mapping[str, Any]
) -> tuple[Choice[str], Choice[str]]:
    """Decimal mark and order of dates. What is European about the file makes European dates likelier, not certain."""
    found = notation.decide_notation(survey.masks, likelier="," if delimiter == ";" else ".")
    decimal_mark = _said(said, "decimal_mark") or _or_before(found, before.get("decimal_mark"))
    is_american = decimal_mark.value == "." and delimiter != ";"
    found = survey.dates.decide(likelier="mdy" if is_american else "dmy")
    return decimal_mark, _said(said, "date_order") or _or_before(found, before.get("date_order"))


def _shown(rows: Sequence[Record]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((line, tuple(cells)) for line, cells in rows[:_SHOWN_RECORDS])


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
