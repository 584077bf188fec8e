"""The records of a CSV file with the line each starts on, within limits: nothing here grows with the file."""

import csv
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from mingus.core.errors import BadFile
from mingus.ledger.formats.text import text_of

MAX_COLUMNS = 1_000
MAX_FIELD_CHARACTERS = 64 * 1024
MAX_LINE_CHARACTERS = 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")

# One figure for the whole process, and csv has no other way; csv itself would take twice as much.
csv.field_size_limit(MAX_FIELD_CHARACTERS)

Record = tuple[int, list[str]]


def records(stream: BinaryIO, encoding: str, delimiter: str) -> Iterator[Record]:
    """Line number and cells of every record, empty lines left out. Raises BadFile beyond a limit."""
    with text_of(stream, encoding, newline="") as text:
        reader = csv.reader(_bounded_lines(text), delimiter=delimiter)
        line = 1
        while (cells := _next(reader, line)) is not None:
            if len(cells) > MAX_COLUMNS:
                raise BadFile(f"Line {line} has {len(cells):,} columns. Mingus takes up to {MAX_COLUMNS:,}.")
            if cells:
                yield line, cells
            line = reader.line_num + 1


def _next(reader: Iterator[list[str]], line: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        why = f"has a field longer than {MAX_FIELD_CHARACTERS // 1024} KB; perhaps a quotation mark is never closed"
        why = why if "field larger" in str(error) else "is not CSV"
        raise BadFile(f"The record that starts on line {line} {why}.") from error


def _bounded_lines(text: TextIO) -> Iterator[str]:
    readline = text.readline
    number = 1
    while line := readline(MAX_LINE_CHARACTERS):
        if len(line) == MAX_LINE_CHARACTERS:
            raise BadFile(f"Line {number} is longer than a megabyte. That is no bank file.")
        yield line
        number += 1
