"""The calendar is one that calendars take: RFC 5545, read back here by its rules."""

import re

from mingus.checklist.keeping import expiring, ics
from mingus.core.evidence import Store
from tests.checklist.keeping.conftest import NOON, draft

CONTENT_LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;,\"\x00-\x1f]+)*:[^\x00-\x08\x0a-\x1f\x7f]*")


def lines_of(said: bytes) -> list[str]:
    assert said.endswith(b"\r\n")
    physical = said.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    for line in physical:
        line.decode()  # folds never cut a character
    return re.sub(r"\r\n ", "", said.decode()).split("\r\n")[:-1]


def test_every_record_is_an_all_day_event_with_an_alarm(store: Store) -> None:
    record = store.append(draft("15.1.2", 90, statement="Größe; a, b \\ " + "ü" * 100))
    store.append(draft("S.1", 30))
    found = expiring.due(store.newest(), {"15.1.2": "A restore, rehearsed"}, now=NOON, within_days=400)
    lines = lines_of(ics.calendar(found))
    assert all(CONTENT_LINE.fullmatch(line) for line in lines)
    assert lines[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingus//Evidence//EN", "CALSCALE:GREGORIAN"]
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        *["BEGIN:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VEVENT"] * 2,
        "END:VCALENDAR",
    ]
    event = lines[lines.index("BEGIN:VEVENT", 5) :]
    assert event[1:6] == [
        f"UID:{record.hash[:32]}@mingus",
        "DTSTAMP:20261125T120000Z",
        "DTSTART;VALUE=DATE:20270223",
        "DTEND;VALUE=DATE:20270224",
        "SUMMARY:Evidence for 15.1.2 ends: A restore\\, rehearsed",
    ]
    assert event[6].startswith("DESCRIPTION:Größe\\; a\\, b \\\\ ü")
    assert event[6].endswith("\\nfounder\\nmingus evidence run 15.1.2 --kind drill -- COMMAND …")
    assert "TRIGGER:-P14D" in event


def test_nothing_due_is_an_empty_calendar() -> None:
    assert lines_of(ics.calendar([]))[-1] == "END:VCALENDAR"


def test_the_same_records_make_the_same_calendar(store: Store) -> None:
    store.append(draft("S.1", 30))
    found = expiring.due(store.newest(), {}, now=NOON, within_days=400)
    assert ics.calendar(found) == ics.calendar(found)
