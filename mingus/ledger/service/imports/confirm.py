"""Applying an import: everything or nothing, in the caller's one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.formats import CsvShape
from mingus.ledger.models import FileImport, ImportStatement
from mingus.ledger.service import rollups, transfers
from mingus.ledger.service.imports import again, balances, filing, holding, planning, queries, remembered, targets
from mingus.ledger.service.imports import confirm_sql as sql
from mingus.ledger.service.imports.classify import classify, still_stands


def confirm(db: Session, member: Member, import_id: UUID) -> Mapping[str, int]:
    """Add what is new, change what has posted, and say how many of each.

    Raises Refused unless the import is ready and all that its file leaves open is answered.

    Rows are settled once more under the household's lock, so that whatever came in meanwhile is seen. Rows in review
    without a decision stay in the queue.
    """
    row = holding.held(db, member, import_id, with_books=True)
    if row.status != "ready":
        raise Refused("This import has been dealt with already.")
    return confirm_held(db, member, row)


def confirm_held(db: Session, member: Member, row: FileImport) -> Mapping[str, int]:
    """The same for an import that the caller holds, with its household's books."""
    refuse_open_questions(row)
    import_id = row.id
    statements = queries.statements(db, member.household_id, import_id)
    with planning.for_rows(db, row.rows_read):
        for statement in sorted(statements, key=_first_day):
            targets.ensure_account(db, member, statement)
            if not still_stands(db, statement):
                classify(db, statement)
                again.give_ids(db, member.household_id, import_id)
            apply(db, statement)
            balances.take(db, statement)
        settle(db, member.household_id, import_id, statements)
    row.counts = queries.counts(db, member.household_id, import_id)
    row.status, row.refusal, row.confirmed_at = "confirmed", "", now()
    remembered.keep(db, row, statements)
    events.record(db, events.ImportChanged(member.household_id, member.person_id, import_id, "confirmed"))
    return dict(row.counts)


def refuse_open_questions(row: FileImport) -> None:
    """Raise Refused, naming the fields, while the file leaves something open."""
    questions = CsvShape.from_json(row.shape).questions() if row.shape else []
    if questions:
        fields = dict.fromkeys(questions, "Please choose.")
        raise Refused("Please answer first how this file is read.", fields=fields)


def apply(db: Session, statement: ImportStatement, *, numbers: list[int] | None = None) -> None:
    """Write one statement's rows to its account; with `numbers` those rows only."""
    values: dict[str, Any] = {
        "household_id": statement.household_id,
        "import_id": statement.import_id,
        "statement": statement.position,
        "account_id": statement.account_id,
        "currency": statement.currency,
        "numbers": numbers,
        "moment": now(),
    }
    db.execute(sql.REMEMBER, values)
    if changes := db.scalar(sql.CHANGES, values):
        db.execute(sql.TAKE_OVER, values)
        db.execute(sql.ADOPT, values)
    if filed := filing.decide(db, statement, numbers=numbers):
        values["filing"] = orjson.dumps(filed).decode()
        db.execute(sql.INSERT, values)
        if changes:
            db.execute(sql.REFILE, values)


def settle(db: Session, household_id: UUID, import_id: UUID, statements: list[ImportStatement]) -> None:
    """Recompute the touched months and pair the transfers that the new rows make; nothing when nothing came in."""
    touched = touched_months(db, household_id, import_id)
    if not touched:
        return
    rollups.refresh_months(db, household_id, touched)
    days = [day for s in statements for day in (s.first_on, s.last_on) if day]
    account_ids = [s.account_id for s in statements if s.account_id]
    if days and account_ids:
        transfers.match_new(db, household_id, account_ids, min(days), max(days))


def touched_months(db: Session, household_id: UUID, import_id: UUID) -> list[tuple[UUID, date]]:
    """Accounts and months in which an import has added or changed rows."""
    values = {"household_id": household_id, "import_id": import_id}
    return [(row[0], row[1]) for row in db.execute(sql.TOUCHED, values)]


def _first_day(statement: ImportStatement) -> date:
    """Parts of a file that belong to one account come in as time went: the first says how the account began."""
    return statement.first_on or date.max
