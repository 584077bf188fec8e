"""Confirming and undoing from a page: a small import at once, a large one by the worker while the page tells so.

Both are still one transaction, so a worker that dies leaves nothing half. The status says what is asked for, and is
checked under the lock: a job that runs twice does it once.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import jobs
from mingus.core.errors import MingusError, Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import SETTLE_JOB, FileImport
from mingus.ledger.service import rollups
from mingus.ledger.service.imports import holding, queries
from mingus.ledger.service.imports.confirm import confirm, confirm_held, refuse_open_questions
from mingus.ledger.service.imports.undo import undo, undo_held

AT_ONCE_ROWS: Final = 5000  # about half a second; 400,000 rows take longer than a proxy waits

_WORK: Final[dict[str, Callable[[Session, Member, FileImport], Any]]] = {
    "confirming": confirm_held,
    "undoing": undo_held,
}


def ask_to_confirm(db: Session, member: Member, import_id: UUID) -> FileImport:
    """Confirm a small import now; let the worker confirm a large one. Asking again while it is at it changes nothing.

    Raises Refused unless the import is ready and all that its file leaves open is answered.
    """
    return _ask(db, member, import_id, now=confirm, status="confirming")


def ask_to_undo(db: Session, member: Member, import_id: UUID) -> FileImport:
    """The same for taking a confirmed import back."""
    return _ask(db, member, import_id, now=undo, status="undoing")


def work(db: Session, member: Member, import_id: UUID) -> str | None:
    """Do what was asked for; the import's status then, or None when it was done already."""
    rollups.lock_household(db, member.household_id)
    row = queries.locked(db, member, import_id)
    if row.status not in _WORK:
        return None
    _WORK[row.status](db, member, row)
    return row.status


def give_back(db: Session, member: Member, import_id: UUID, error: MingusError) -> None:
    """It can't be done: the import is as it was before it was asked for, with the sentence that says why."""
    row = queries.locked(db, member, import_id)
    if row.status in _WORK:
        row.status, row.refusal = holding.BEFORE[row.status], str(error)


def _ask(
    db: Session, member: Member, import_id: UUID, *, now: Callable[[Session, Member, UUID], Any], status: str
) -> FileImport:
    row = queries.get(db, member, import_id)
    if holding.status_of(db, row) == status:
        return row
    if row.rows_read < AT_ONCE_ROWS:
        now(db, member, import_id)
        return row
    row = holding.held(db, member, import_id)
    if row.status != holding.BEFORE[status]:
        raise Refused("This import has been dealt with already.")
    refuse_open_questions(row)
    row.status, row.refusal = status, ""
    db.flush()
    jobs.enqueue(
        db,
        SETTLE_JOB,
        key=holding.key_of(row),
        household_id=member.household_id,
        person_id=member.person_id,
        import_id=row.id,
    )
    return row
