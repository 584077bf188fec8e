"""Which kind of file this is, by its first bytes. What is no bank file is refused with what to do instead."""

import codecs
import re

from mingus.core.errors import BadFile

HEAD_BYTES = 64 * 1024
CUT_OFF = "The file is cut off: its end is missing. Download it again."
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "This is an old Excel workbook. Save it as CSV and try again."),
    (b"%PDF", "This is a PDF. Download the statement as OFX, QFX or CSV and try again."),
    (b"\x1f\x8b", "This is a compressed file (gzip). Unpack it and try again."),
    (b"BZh", "This is a compressed file (bzip2). Unpack it and try again."),
    (b"\xfd7zXZ", "This is a compressed file (xz). Unpack it and try again."),
    (b"7z\xbc\xaf", "This is a 7-Zip archive. Unpack it and try again."),
    (b"Rar!", "This is a RAR archive. Unpack it and try again."),
    (b"\x89PNG", "This is a picture. Download the statement as OFX, QFX or CSV and try again."),
    (b"\xff\xd8\xff", "This is a picture. Download the statement as OFX, QFX or CSV and try again."),
    (b"GIF8", "This is a picture. Download the statement as OFX, QFX or CSV and try again."),
    (b"SQLite format 3", "This is a database, not a bank file."),
    (b"\x7fELF", "This is a program, not a bank file."),
)
_TEXTS = (
    (r"<!doctype\s+html|<html|<head|<body|<table", "This is a web page. Download the statement itself and try again."),
    (r"\{\\rtf", "This is a text document. Download the statement as OFX, QFX or CSV and try again."),
    (r"!type:|!account|!option:", "This is a QIF file. Mingus reads OFX, QFX and CSV: ask your bank for one of them."),
    (r":20:|\{1:f01", "This is an MT940 file. Mingus reads OFX, QFX and CSV: ask your bank for one of them."),
    (r"[\[{]\s*[\"{\[\]}]", "This is a JSON file. Mingus reads OFX, QFX and CSV."),
)
_OFX_START = re.compile(r"\s*(?:OFXHEADER\s*:|<\?xml|<\?OFX|<OFX>|<!DOCTYPE\s+OFX)", re.IGNORECASE)
_DECLARED = re.compile(r"(ENCODING|CHARSET)\s*[:=]\s*[\"']?([A-Za-z0-9_.-]+)", re.IGNORECASE)
_CHARSETS = {"1252": "cp1252", "8859-1": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252"}


def sniff(head: bytes) -> str:
    """“csv”, “ofx1”, “ofx2” or “qfx”. Raises BadFile with a sentence for anything else that is recognised."""
    _refuse_binary(head)
    text = plain_head(head)
    if not text.strip():
        raise BadFile("The file is empty.")
    start = text.lstrip()[:500]
    for pattern, message in _TEXTS:
        if re.match(pattern, start, re.IGNORECASE):
            raise BadFile(message)
    if _OFX_START.match(text) is None and not start.startswith("<"):
        return "csv"
    return _kind_of_markup(text)


def refuse_cut_off(ending: bytes) -> None:
    """Raises BadFile when these last bytes of an OFX file stop after a row and before its end."""
    text = plain_head(ending).upper()
    last_row = text.rfind("<STMTTRN")
    if last_row >= 0 and "</OFX" not in text[last_row:]:
        raise BadFile(CUT_OFF)


def declared_encoding(head: bytes) -> str | None:
    """What an OFX header says about its encoding, as Python's name; None if it says nothing useful."""
    header = plain_head(head).lstrip("\ufeff")[:1000].partition("<OFX>")[0]
    said = {key.upper(): value.lower() for key, value in _DECLARED.findall(header)}
    for name in (said.get("CHARSET"), said.get("ENCODING")):
        if name is None or name in {"none", "usascii", "us-ascii", "unicode"}:
            continue
        try:
            return codecs.lookup(_CHARSETS.get(name, name)).name
        except LookupError:
            continue
    return None


def plain_head(head: bytes) -> str:
    """The first bytes as text good enough to recognise ASCII words in, whatever the encoding."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if head[:400].count(0) > len(head[:400]) // 4:
        return head.replace(b"\0", b"").decode("latin-1")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _refuse_binary(head: bytes) -> None:
    if head.startswith(b"PK\x03\x04"):
        is_workbook = b"[Content_Types].xml" in head or b"xl/" in head
        kind = "an Excel workbook. Save it as CSV" if is_workbook else "a ZIP archive. Unpack it"
        raise BadFile(f"This is {kind} and try again.")
    for magic, message in _MAGIC:
        if head.startswith(magic):
            raise BadFile(message)


def _kind_of_markup(text: str) -> str:
    lower = text.lower()
    if "urn:iso:std:iso:20022" in lower:
        raise BadFile("This is a CAMT file. Mingus reads OFX, QFX and CSV: ask your bank for one of them.")
    if "<!doctype" in lower or "<!entity" in lower:
        raise BadFile("The file defines entities of its own. No bank does that, so Mingus does not read it.")
    if "<ofx>" not in lower:
        raise BadFile("This looks like XML, but it is not an OFX file from a bank.")
    if "<intu." in lower:
        return "qfx"
    return "ofx2" if lower.lstrip().startswith(("<?xml", "<?ofx")) else "ofx1"
