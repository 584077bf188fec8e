"""From a file's events to the rows that are staged: batches of plain values, and each statement's figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from mingus.core.ids import new_id
from mingus.ledger.formats import BankFile, BankRow, RowFault, StatementEnd, StatementStart
from mingus.ledger.rules.fingerprints import fingerprint
from mingus.ledger.rules.payees import clean

BATCH_ROWS: Final = 5000
SHOWN_TEXT: Final = 200
LONGEST_TEXT: Final = 1000

Batch = list[dict[str, Any]]


@dataclass
class StatementFigures:
    """One account of the file. Sums are of posted rows: a closing balance knows nothing of pending ones."""

    position: int
    number: str | None
    bank: str | None
    kind: str | None
    currency: str
    opening_minor: int | None = None
    opening_on: date | None = None
    closing_minor: int | None = None
    closing_on: date | None = None
    first_on: date | None = None
    last_on: date | None = None
    count: int = 0
    sum_minor: int = 0


class Reading:
    """Reads one file from start to end. `batches` must be used up before `statements` are complete."""

    def __init__(self, bank_file: BankFile) -> None:
        self._file = bank_file
        self._clean = lru_cache(maxsize=20_000)(clean)
        self.statements: dict[int, StatementFigures] = {}
        self.rows_read = 0

    def batches(self) -> Iterator[Batch]:
        """Rows ready for `staging.add`, at most BATCH_ROWS at a time. Raises BadFile when the file turns out broken."""
        batch: Batch = []
        for event in self._file.events():
            if type(event) is BankRow:
                batch.append(self._row(event))
            elif isinstance(event, RowFault):
                batch.append(self._fault(event))
            elif isinstance(event, StatementStart):
                self.statements[event.statement] = StatementFigures(
                    event.statement, event.account_id, event.bank_id, event.kind, event.currency
                )
            elif isinstance(event, StatementEnd):
                self._end(event)
            if len(batch) >= BATCH_ROWS:
                yield batch
                batch = []
        if batch:
            yield batch

    def _row(self, row: BankRow) -> dict[str, Any]:
        self.rows_read += 1
        figures = self.statements[row.statement]
        day = row.posted_on
        if not row.pending:
            figures.count += 1
            figures.sum_minor += row.amount_minor
        if figures.first_on is None or day < figures.first_on:
            figures.first_on = day
        if figures.last_on is None or day > figures.last_on:
            figures.last_on = day
        return {
            "number": self.rows_read,
            "statement": row.statement,
            "line": row.line,
            "posted_on": day,
            "amount_minor": row.amount_minor,
            "description": row.description[:LONGEST_TEXT],
            "memo": row.memo[:LONGEST_TEXT],
            "category": row.category or "",
            "source_id": row.source_id or None,
            "pending": row.pending,
            "fingerprint": fingerprint(day, row.amount_minor, row.currency, row.description).hex(),
            "payee": self._clean(row.description),
            "new_id": new_id(),
            "outcome": None,
            "reason": "",
            "column_name": "",
            "raw_value": "",
        }

    def _fault(self, fault: RowFault) -> dict[str, Any]:
        self.rows_read += 1
        return {
            "number": self.rows_read,
            "statement": fault.statement,
            "line": fault.line,
            "posted_on": None,
            "amount_minor": None,
            "description": "",
            "memo": "",
            "category": "",
            "source_id": None,
            "pending": False,
            "fingerprint": None,
            "payee": "",
            "new_id": None,
            "outcome": "failed",
            "reason": fault.message,
            "column_name": fault.column or "",
            "raw_value": fault.value[:SHOWN_TEXT],
        }

    def _end(self, end: StatementEnd) -> None:
        figures = self.statements[end.statement]
        figures.opening_minor, figures.opening_on = end.opening_minor, end.opening_on
        figures.closing_minor, figures.closing_on = end.closing_minor, end.closing_on
