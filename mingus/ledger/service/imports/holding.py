"""Holding an import to change it: nobody changes one that the worker is adding to the books or taking out of them."""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import jobs
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service import rollups
from mingus.ledger.service.imports import queries

BEFORE: Final = {"confirming": "ready", "undoing": "confirmed"}  # what an import is again when its job was given up
AT_WORK: Final = frozenset({"reading", *BEFORE})  # the worker has it; the page asks until it has not
_SENTENCES: Final = {
    "confirming": "The rows of this file are being added. Please wait until that is done.",
    "undoing": "This import is being undone. Please wait until that is done.",
}


def held(db: Session, member: Member, import_id: UUID, *, with_books: bool = False) -> FileImport:
    """The import, its row held until commit; `with_books` locks the household first.

    Raises Refused while the worker is at it: at once, before any lock, because the worker holds them to the end.
    """
    _refuse_at_work(db, queries.get(db, member, import_id))
    if with_books:
        rollups.lock_household(db, member.household_id)
    row = queries.locked(db, member, import_id)
    _refuse_at_work(db, row)
    row.status = status_of(db, row)
    return row


def status_of(db: Session, row: FileImport) -> str:
    """What the import is. One whose job was given up is as it was before, so that a person can try again."""
    before = BEFORE.get(row.status)
    return row.status if before is None or jobs.is_planned(db, key_of(row)) else before


def key_of(row: FileImport) -> str:
    """The name under which the job of an import at work is known."""
    return f"{row.status}:{row.id}"


def _refuse_at_work(db: Session, row: FileImport) -> None:
    sentence = _SENTENCES.get(status_of(db, row))
    if sentence:
        raise Refused(sentence)
