"""What is in a bank file, in figures: for `mingus import inspect` and for the head of the preview."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from mingus.core.money import Money
from mingus.ledger.formats.bank_file import open_file
from mingus.ledger.formats.rows import BankRow, Events, RowFault, RowSkipped, StatementEnd, StatementStart

_SHOWN_FAULTS = 100


@dataclass(slots=True)
class AccountSummary:
    """The figures of one account of a file. Pending rows are counted and summed apart."""

    account_id: str | None
    kind: str | None
    currency: str
    count: int = 0
    sum_minor: int = 0
    pending_count: int = 0
    opening_minor: int | None = None
    closing_minor: int | None = None
    first_on: date | None = None
    last_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Amounts as decimal strings, dates in ISO 8601."""
        return {
            "account_id": self.account_id,
            "currency": self.currency,
            "count": self.count,
            "sum": Money(self.sum_minor, self.currency).decimal_string(),
            "sum_minor": self.sum_minor,
            "opening": self._decimal(self.opening_minor),
            "closing": self._decimal(self.closing_minor),
            "first_on": self.first_on.isoformat() if self.first_on else None,
            "last_on": self.last_on.isoformat() if self.last_on else None,
        }

    def close(self, end: StatementEnd) -> None:
        """Take the balances: the first opening, the last closing."""
        if end.opening_minor is not None and self.opening_minor is None:
            self.opening_minor = end.opening_minor
        if end.closing_minor is not None:
            self.closing_minor = end.closing_minor

    def _decimal(self, minor: int | None) -> str | None:
        return None if minor is None else Money(minor, self.currency).decimal_string()


@dataclass(slots=True)
class Summary:
    """The accounts of a file and how many of its lines could not be read; the first hundred of those in full."""

    accounts: list[AccountSummary] = field(default_factory=list)
    faults_count: int = 0
    faults: list[RowFault] = field(default_factory=list)
    skipped_count: int = 0

    def account(self, start: StatementStart) -> AccountSummary:
        """The figures of this account: some files have a statement for each month."""
        for known in self.accounts:
            if (known.account_id, known.currency) == (start.account_id, start.currency):
                return known
        self.accounts.append(AccountSummary(start.account_id, start.kind, start.currency))
        return self.accounts[-1]


def summarise(events: Events) -> Summary:
    """Reads all `events` and keeps the figures only."""
    summary = Summary()
    by_statement: dict[int, AccountSummary] = {}
    for event in events:
        if type(event) is BankRow:
            _add_row(by_statement[event.statement], event)
        elif isinstance(event, StatementStart):
            by_statement[event.statement] = summary.account(event)
        elif isinstance(event, StatementEnd):
            by_statement[event.statement].close(event)
        elif isinstance(event, RowFault):
            summary.faults_count += 1
            summary.faults += [event] if summary.faults_count <= _SHOWN_FAULTS else []
        elif isinstance(event, RowSkipped):
            summary.skipped_count += 1
    return summary


def inspect(stream: BinaryIO, **options: Any) -> dict[str, Any]:
    """What `import inspect --json` prints. `options` are those of `open_file`."""
    bank_file = open_file(stream, **options)
    summary = summarise(bank_file.events())
    return {
        "format": bank_file.format,
        "encoding": bank_file.encoding.value,
        "accounts": [account.to_json() for account in summary.accounts],
        "faults": summary.faults_count,
    }


def _add_row(account: AccountSummary, row: BankRow) -> None:
    account.count += 1
    account.sum_minor += row.amount_minor
    account.pending_count += row.pending
    day = row.posted_on
    if account.first_on is None or day < account.first_on:
        account.first_on = day
    if account.last_on is None or day > account.last_on:
        account.last_on = day
