"""A calendar of when evidence ends (RFC 5545), with an alarm two weeks ahead."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from mingus.checklist.keeping.expiring import SOON_DAYS, Due

_FOLDED_AT_BYTES: Final = 75


def calendar(found: Iterable[Due]) -> bytes:
    """The file: one all-day event for each record, the same every time it is made from the same records."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingus//Evidence//EN", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += _event(one)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(one: Due) -> Iterator[str]:
    record = one.record
    day = record.expires_at.date()
    summary = f"Evidence for {record.id} ends" + (f": {one.title}" if one.title else "")
    yield "BEGIN:VEVENT"
    yield f"UID:{record.hash[:32]}@mingus"
    yield f"DTSTAMP:{record.created_at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join((record.statement, record.operator, one.renewal)))}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(summary)}"
    yield f"TRIGGER:-P{SOON_DAYS}D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> bytes:
    """Lines of at most 75 bytes, cut between characters; what continues a line begins with a space."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > _FOLDED_AT_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
