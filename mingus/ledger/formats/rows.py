"""What a bank file consists of, whatever its format: a stream of events that never sits in memory as a whole.

Order: `StatementStart` comes before the first row of its statement, `StatementEnd` after the last. Rows of several
statements may be interleaved (a CSV file with an account column); `statement` says whose they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class BankRow(NamedTuple):
    """One movement as the bank wrote it. Negative amounts leave the account. A tuple, because there are 100,000."""

    line: int
    posted_on: date
    amount_minor: int
    currency: str
    description: str
    memo: str = ""
    source_id: str | None = None
    source_id_repeat: int = 0  # how many rows of this statement had the same source_id before: real twins exist
    pending: bool = False
    category: str | None = None
    check_number: str | None = None
    bank_type: str | None = None  # OFX TRNTYPE, or the type column of a CSV file
    transacted_on: date | None = None  # when the person acted, where it differs from when the bank posted
    statement: int = 0


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that can't be taken; the rest of the file can. `column` is a header or an OFX tag."""

    line: int
    column: str | None
    value: str
    message: str
    statement: int = 0


@dataclass(frozen=True, slots=True)
class RowSkipped:
    """A line that is no movement: a total under the table, a balance brought forward."""

    line: int
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class StatementStart:
    """An account begins. `kind` is checking, savings, card, loan, investment or None."""

    statement: int
    account_id: str | None
    bank_id: str | None
    kind: str | None
    currency: str


@dataclass(frozen=True, slots=True)
class StatementEnd:
    """An account is complete: its balances, where the file says them or they follow from it."""

    statement: int
    opening_minor: int | None = None
    opening_on: date | None = None
    closing_minor: int | None = None
    closing_on: date | None = None
    available_minor: int | None = None


Event = BankRow | RowFault | RowSkipped | StatementStart | StatementEnd
Events = Iterator[Event]
