"""The publisher's files as numbered rows of named cells, whether they are CSV or workbooks."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from mingus.assessments.wages.files import workbook
from mingus.core.errors import BadFile

HEADINGS: Final = ("AREA", "AREA_TITLE", "AREA_TYPE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_MEAN")
WAGES: Final = ("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90")
_ZIP: Final = b"PK\x03\x04"
_PIECE_BYTES: Final = 1 << 16

Line = tuple[int, Mapping[str, str]]
"""A row's number in its file, as a person finds it there, and its cells by their headings in capitals."""


def lines(path: Path) -> Iterator[Line]:
    """Every row below the headings, one at a time. Raises BadFile for what is no such file."""
    with path.open("rb") as start:
        is_workbook = start.read(4) == _ZIP
    found = workbook.rows(path) if is_workbook else _csv_rows(path)
    names: list[str] | None = None
    for number, cells in found:
        if names is None:
            names = _headings(path, cells)
        elif any(cells):
            yield number, dict(zip(names, (cell.strip() for cell in cells), strict=False))
    if names is None:
        raise BadFile(f"{path.name} is empty.")


def _headings(path: Path, cells: Sequence[str]) -> list[str]:
    names = [cell.strip().upper() for cell in cells]
    missing = [name for name in (*HEADINGS, *WAGES) if name not in names]
    if missing:
        raise BadFile(
            f"{path.name} does not begin with the headings of the publisher’s files: {', '.join(missing)} missing."
        )
    return names


def _csv_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    with path.open(encoding=_encoding(path), newline="") as text:
        reader = csv.reader(text)
        try:
            for cells in reader:
                yield reader.line_num, cells
        except csv.Error as error:
            raise BadFile(f"{path.name}, line {reader.line_num} can’t be read as CSV: {error}.") from None
        except UnicodeDecodeError:
            raise BadFile(f"{path.name} is neither CSV nor a workbook (.xlsx). Save it as one of them.") from None


def _encoding(path: Path) -> str:
    """UTF-8 where all of it is; else what Excel on Windows writes."""
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(_PIECE_BYTES):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
