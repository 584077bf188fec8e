"""Bank files: which format, which encoding, what is in them. Pure: no database, no web, no clock.

    bank_file = formats.open_file(stream)
    for event in bank_file.events():
        ...

`open_file` refuses what is no bank file; `events` streams, so a file of 50 MB never sits in memory as objects.
"""

from mingus.ledger.formats.bank_file import BankFile, open_file
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.csv_shape import CsvShape
from mingus.ledger.formats.rows import BankRow, Event, Events, RowFault, RowSkipped, StatementEnd, StatementStart
from mingus.ledger.formats.summary import AccountSummary, Summary, inspect, summarise
from mingus.ledger.formats.text import MAX_BYTES

__all__ = [
    "MAX_BYTES",
    "AccountSummary",
    "BankFile",
    "BankRow",
    "Choice",
    "CsvShape",
    "Event",
    "Events",
    "RowFault",
    "RowSkipped",
    "StatementEnd",
    "StatementStart",
    "Summary",
    "inspect",
    "open_file",
    "summarise",
]
