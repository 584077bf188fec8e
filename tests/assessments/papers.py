"""Reading a PDF of ours: the text of its pages, by the tables that say which letter each glyph is."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"obj\n<<(.*?)>>\nstream\n(.*?)\nendstream", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPES = {b"\\r": b"\r", b"\\n": b"\n", b"\\t": b"\t", b"\\b": b"\b", b"\\f": b"\f"}


def text_of(paper: bytes) -> str:
    """Everything a PDF of fpdf says, line after line."""
    streams = [zlib.decompress(body) if b"Flate" in head else body for head, body in _STREAM.findall(paper)]
    letters = [_letters(stream) for stream in streams if b"beginbfchar" in stream]
    return " ".join(line for stream in streams if b" Tf ET" in stream for line in _lines(stream, letters))


def _letters(table: bytes) -> dict[int, str]:
    pairs = _LETTER.findall(table)
    return {int(glyph, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for glyph, letter in pairs}


def _lines(page: bytes, letters: list[dict[int, str]]) -> Iterator[str]:
    font = 0
    for name, shown in _SHOWN.findall(page):
        if name:
            font = int(name) - 1
            continue
        raw = re.sub(rb"\\(.)", lambda found: _ESCAPES.get(found[0], found[1]), shown, flags=re.DOTALL)
        yield "".join(letters[font].get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2))
