"""Cut the text of an OFX file into rows (`<STMTTRN>…`) and the tags between them, 256 KB at a time.

OFX 1.x leaves closing tags out and many banks write neither SGML nor XML properly; so there is no tree, only cuts.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple, TextIO

from mingus.core.errors import BadFile

_CHUNK_CHARACTERS = 256 * 1024
MAX_PIECE_CHARACTERS = 1024 * 1024
_ROW_END = "</STMTTRN"
_ROW_START = re.compile(r"<STMTTRNP?>")
_ANY_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9._]*")


class Piece(NamedTuple):
    """A part of the file, and the line it starts on. A row starts with its tag; its closing tag is not in it."""

    line: int
    text: str
    is_row: bool


def pieces(text: TextIO) -> Iterator[Piece]:
    """The pieces of the file in order. Raises BadFile where a piece grows beyond 1 MB."""
    buffer, line = "", 1
    for chunk in chain(chunks(text), [_ROW_END]):  # at the end of the file a row that nobody closed ends, too
        buffer += chunk
        position = 0
        for start, end in _rows(buffer):
            if end < 0:
                break
            if start > position:
                yield Piece(line, buffer[position:start], False)
                line += buffer.count("\n", position, start)
            yield Piece(line, buffer[start:end], True)
            line += buffer.count("\n", start, end)
            position = end
        if not _row_is_open(buffer, position):
            cut = max(position, buffer.rfind("<"))
            yield Piece(line, buffer[position:cut], False)
            line += buffer.count("\n", position, cut)
            position = cut
        buffer = buffer[position:]
        _refuse_long(buffer, line)
    yield Piece(line, buffer, False)


def chunks(text: TextIO) -> Iterator[str]:
    """The text in portions; with tags in capitals, should a bank write them small."""
    chunk = text.read(_CHUNK_CHARACTERS)
    is_small, rest = "<ofx>" in chunk, ""
    while chunk:
        if chunk.count("<") * 4 > len(chunk) + 100:
            raise BadFile("This is not OFX: it consists of little but “<”.")
        if is_small:
            whole, tag, tail = (rest + chunk).rpartition("<")
            chunk, rest = _ANY_TAG.sub(lambda found: found[0].upper(), whole), tag + tail
            _refuse_long(rest, 0)
        yield chunk
        chunk = text.read(_CHUNK_CHARACTERS)
    yield _ANY_TAG.sub(lambda found: found[0].upper(), rest)


def _rows(buffer: str) -> Iterator[tuple[int, int]]:
    """Start and end of every row in `buffer`; the end is -1 where it is not there yet."""
    search, find = _ROW_START.search, buffer.find
    found = search(buffer)
    while found is not None:
        start = found.start()
        end = find(_ROW_END, start)
        if end >= 0:
            end = _earliest(end, find("<STMTTRN", start + 8, end), find("</BANKTRANLIST", start, end))
        yield start, end
        found = search(buffer, end) if end >= 0 else None


def _earliest(end: int, *others: int) -> int:
    """Rows that are not closed end where the next one starts, or with their list."""
    return min((other for other in others if other >= 0), default=end)


def _row_is_open(buffer: str, position: int) -> bool:
    return _ROW_START.search(buffer, position) is not None


def _refuse_long(piece: str, line: int) -> None:
    if len(piece) > MAX_PIECE_CHARACTERS:
        where = f" that starts on line {line}" if line else ""
        raise BadFile(f"The entry{where} is longer than a megabyte. That is no bank file.")
