"""Workbooks (.xlsx) as rows of texts, read piece by piece: nothing is unpacked as a whole, and bombs are refused.

Only what the publisher's files use: the first sheet, shared and inline strings, numbers. No formulas, no dates; no
document type gets through, hence no entities either.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.parsers import expat

from mingus.core.errors import BadFile, TooLarge

MAX_PART_BYTES: Final = 3 << 30  # a sheet of every area and occupation is about 700 MB of XML
MAX_RATIO: Final = 200  # sheets shrink to a tenth or a fortieth; a bomb to a thousandth
MAX_STRING_CHARACTERS: Final = 64 << 20
MAX_COLUMNS: Final = 200
_PIECE_BYTES: Final = 1 << 16
_STRINGS: Final = "xl/sharedStrings.xml"
_SHEET: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")

Row = tuple[int, Sequence[str]]


def rows(path: Path) -> Iterator[Row]:
    """(number, cells) of the first sheet. Raises BadFile, TooLarge."""
    try:
        with zipfile.ZipFile(path) as archive:
            strings = _shared_strings(archive)
            yield from _sheet_rows(archive, _first_sheet(path, archive), strings)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, RuntimeError) as error:
        raise BadFile(f"{path.name} is not a workbook that can be read: {error}.") from None


def _first_sheet(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = [(int(match[1]), info) for info in archive.infolist() if (match := _SHEET.fullmatch(info.filename))]
    if not found:
        raise BadFile(
            f"{path.name} has no sheet. Is it the zip around a workbook? Unzip it first, and name what was in it."
        )
    return min(found, key=lambda pair: pair[0])[1]


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if _STRINGS not in archive.namelist():
        return []
    collector = _Strings()
    for _ in _parsed(archive, archive.getinfo(_STRINGS), collector):
        pass
    return collector.found


def _sheet_rows(archive: zipfile.ZipFile, part: zipfile.ZipInfo, strings: list[str]) -> Iterator[Row]:
    collector = _Rows(strings)
    for _ in _parsed(archive, part, collector):
        yield from collector.taken()


def _parsed(archive: zipfile.ZipFile, part: zipfile.ZipInfo, collector: "_Collector") -> Iterator[None]:
    """Feed `part` to `collector`, and pause after each piece."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    read_bytes = 0
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE_BYTES):
            read_bytes += len(piece)
            if read_bytes > MAX_PART_BYTES or read_bytes > max(part.compress_size, _PIECE_BYTES) * MAX_RATIO:
                raise TooLarge(f"{part.filename} unpacks to far more than such a file holds.")
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)
    yield


def _refuse_doctype(*_: object) -> None:
    raise BadFile("The workbook declares a document type, which no spreadsheet program writes.")


class _Collector:
    """What a parser tells: elements without their prefixes, and text where it is wanted."""

    def __init__(self) -> None:
        self._wanted = False
        self._pieces: list[str] = []
        self._on_start: dict[str, Callable[[dict[str, str]], None]] = {}
        self._on_end: dict[str, Callable[[str], None]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        self._wanted = self._wanted or tag in {"t", "v"}
        if act := self._on_start.get(tag):
            act(attributes)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in {"t", "v"}:
            self._wanted = False
        if act := self._on_end.get(tag):
            said = "".join(self._pieces)
            self._pieces.clear()
            act(said)

    def text(self, said: str) -> None:
        if self._wanted:
            self._pieces.append(said)


class _Strings(_Collector):
    """The strings that cells point to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._characters = 0
        self._on_end["si"] = self._keep

    def _keep(self, said: str) -> None:
        self._characters += len(said)
        if self._characters > MAX_STRING_CHARACTERS:
            raise TooLarge("The workbook holds more text than such a file does.")
        self.found.append(said)


class _Rows(_Collector):
    """The rows of a sheet; a cell that was left out is ''."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self._strings, self._done = strings, list[Row]()
        self._cells, self._number, self._column, self._kind = list[str](), 0, 0, ""
        self._on_start |= {"row": self._begin_row, "c": self._begin_cell}
        self._on_end |= {"c": self._end_cell, "row": self._end_row}

    def taken(self) -> list[Row]:
        """The rows finished since the last call."""
        done, self._done = self._done, []
        return done

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._number = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._number + 1
        self._cells = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        letters = _LETTERS.match(attributes.get("r", ""))
        self._column = _index(letters[0]) if letters else len(self._cells)
        self._kind = attributes.get("t", "")
        if self._column >= MAX_COLUMNS:
            raise TooLarge(f"Row {self._number} has more columns than such a file does.")

    def _end_cell(self, said: str) -> None:
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells.append(self._shared(said) if self._kind == "s" else said)

    def _end_row(self, _: str) -> None:
        self._done.append((self._number, self._cells))

    def _shared(self, said: str) -> str:
        if not said.isdecimal() or int(said) >= len(self._strings):
            raise BadFile(f"Row {self._number} points to a text that the workbook does not hold.")
        return self._strings[int(said)]


def _index(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
