"""Imports as programs see them: the file, its accounts, its rows."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from mingus.core.fields import EmptyIsNone, Incoming, Outgoing


class StatementOut(Outgoing):
    """One account of the file."""

    position: int
    account_id: UUID | None
    name: str
    kind: str
    currency: str
    count: int
    sum: str
    opening: str
    closing: str | None
    first_on: date | None
    last_on: date | None


class ImportOut(Outgoing):
    """An import. `questions` must be answered (PATCH shape) before it can be confirmed."""

    id: UUID
    file_name: str
    format: str
    status: str
    refusal: str
    counts: dict[str, int]
    rows_read: int
    to_review: int
    questions: list[str]
    statements: list[StatementOut]
    created_at: datetime


class RowOut(Outgoing):
    """A row of the file and what becomes of it."""

    number: int
    line: int
    posted_on: date | None
    amount: str | None
    currency: str
    description: str
    pending: bool
    outcome: str
    reason: str
    column: str
    value: str
    decision: str | None
    transaction_id: UUID | None


class RowsOut(Outgoing):
    """A page of rows; `next_after` asks for the next one."""

    items: list[RowOut]
    next_after: int | None


class ImportsOut(Outgoing):
    """The newest imports."""

    items: list[dict[str, Any]]


Outcome = Annotated[str, StringConstraints(max_length=10)]


class RowsQuery(Incoming):
    """Which rows: of one outcome, after a number."""

    outcome: Annotated[Outcome | None, EmptyIsNone] = None
    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
