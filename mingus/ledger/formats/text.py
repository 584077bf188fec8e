"""From bytes to text: which encoding a file is in, judged by all of its bytes, and a reader that refuses the rest."""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from mingus.core.errors import BadFile, TooLarge
from mingus.ledger.formats.choice import Choice

MAX_BYTES = 50 * 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_SAMPLE_BYTES = 16 * 1024
_COUNTED_BYTES = 8 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "It starts with the mark of UTF-8."),
    (codecs.BOM_UTF32_LE, "utf-32", "It starts with the mark of UTF-32."),
    (codecs.BOM_UTF32_BE, "utf-32", "It starts with the mark of UTF-32."),
    (codecs.BOM_UTF16_LE, "utf-16", "It starts with the mark of UTF-16, as Excel writes it."),
    (codecs.BOM_UTF16_BE, "utf-16", "It starts with the mark of UTF-16, as Excel writes it."),
)
_ASCII = bytes(range(128))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_HIGH_LINE = re.compile(rb"[^\r\n]{0,200}[\x80-\xff][^\r\n]{0,200}")
# What Western European text has above ASCII in Windows-1252. Text of other languages or code pages is full of others.
_WESTERN = frozenset(
    "äöüßÄÖÜéèêëÉÈÊàâáãåæÀÂÁÃÅÆçÇîïíìÎÍôóòõøœÔÓÕØŒùûúÙÛÚñÑÿ€£°§«»–—’‘“”…©®™·•º\u00aa²³½¿¡\u00a0´×".encode("cp1252")
)


def refuse_large(stream: BinaryIO) -> None:
    """Raises TooLarge for more than 50 MB. Leaves the stream at its start."""
    size_bytes = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size_bytes > MAX_BYTES:
        raise TooLarge(f"The file has {size_bytes // 1_000_000} MB. Mingus takes up to {MAX_BYTES // 2**20} MB.")


def choose_encoding(stream: BinaryIO, *, declared: str | None = None) -> Choice[str]:
    """The encoding of the whole file. `declared` is what its own header says: believed unless the bytes disagree."""
    stream.seek(0)
    head = stream.read(4096)
    for mark, name, why in _BOMS:
        if head.startswith(mark):
            return Choice(name, True, why)
    wide = _utf_16_without_mark(head)
    if wide:
        return Choice(wide, True, "Every second byte is zero: UTF-16 without its mark.")
    stream.seek(0)
    is_utf_8, high_bytes, sample = _survey(stream)
    if is_utf_8:
        why = "All of its bytes are valid UTF-8." if high_bytes else "It has plain ASCII characters only."
        return Choice("utf-8", True, why)
    if declared and _decodes(bytes(high_bytes), declared):
        return Choice(declared, True, "The file says so itself.")
    return _legacy(high_bytes, sample)


@contextmanager
def text_of(stream: BinaryIO, encoding: str, *, newline: str | None = None) -> Iterator[TextIO]:
    """The file as text from its start, decoded piece by piece. What can't be decoded becomes BadFile."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline=newline)
    try:
        yield text
    except UnicodeError as error:
        raise BadFile(f"The file can't be read as {encoding} text.") from error
    finally:
        text.detach()


def known_encoding(name: str) -> str:
    """Python's name for an encoding a person or a file names. Raises BadFile for unknown ones and non-text codecs."""
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise BadFile(f"“{name[:30]}” is not an encoding that Mingus knows.") from None


def _utf_16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if 10 * odd > 6 * half and 10 * even < half:
        return "utf-16-le"
    return "utf-16-be" if 10 * even > 6 * half and 10 * odd < half else None


def _survey(stream: BinaryIO) -> tuple[bool, Counter[int], bytes]:
    """Whether all is UTF-8, how often each byte above ASCII occurs, and some lines that have such bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    is_utf_8, high_bytes, sample = True, Counter[int](), bytearray()
    while chunk := stream.read(_CHUNK_BYTES):
        if _CONTROL.search(chunk):
            raise BadFile("This is not a text file: it contains control characters.")
        high = chunk.translate(None, _ASCII)
        high_bytes.update(set(high))
        high_bytes.update(high[:: 1 + len(high) // _COUNTED_BYTES])
        if high and len(sample) < _SAMPLE_BYTES:
            sample += b"\n".join(_HIGH_LINE.findall(chunk))[:_SAMPLE_BYTES]
        is_utf_8 = is_utf_8 and _accepts(decoder, chunk)
    return is_utf_8 and _accepts(decoder, b"", final=True), high_bytes, bytes(sample)


def _accepts(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _decodes(high_bytes: bytes, encoding: str) -> bool:
    try:
        return high_bytes.decode(encoding).isprintable() or "\xa0" in high_bytes.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False


def _legacy(high_bytes: Counter[int], sample: bytes) -> Choice[str]:
    western = sum(count for byte, count in high_bytes.items() if byte in _WESTERN)
    if _decodes(bytes(high_bytes), "cp1252") and 10 * western >= 9 * high_bytes.total():
        return Choice("cp1252", True, "It is not UTF-8, and as Windows-1252 its letters make sense.")
    from charset_normalizer import from_bytes  # slow to load, and hardly any file comes this far

    best = from_bytes(sample).best()
    if best is None or not _decodes(bytes(high_bytes), best.encoding):
        raise BadFile("Mingus can't tell in which encoding this file is. Save it as UTF-8 and try again.")
    return Choice(best.encoding, False, f"It is not UTF-8; {best.encoding} fits best.", (best.encoding, "cp1252"))
