"""Background work of the ledger: reading large files, a batch a transaction, so that the page can show progress.

Large imports are confirmed and undone here too, each in one transaction, all or nothing.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core.crypto import Unreadable
from mingus.core.db import transaction
from mingus.core.errors import BadFile, NotFound, Refused
from mingus.core.jobs import job
from mingus.core.later import Later
from mingus.core.tenancy import Member
from mingus.ledger.models import READ_JOB, SETTLE_JOB, FileImport

if TYPE_CHECKING:
    from mingus.ledger.service.imports import later, queries, reading, staging, start
else:  # the web only asks for these jobs
    later, queries, reading, staging, start = (
        Later(f"mingus.ledger.service.imports.{name}") for name in ("later", "queries", "reading", "staging", "start")
    )

log = structlog.get_logger()


class _Dropped(Exception):
    """There is nothing to read: a person discarded it or left, or another worker has finished it."""


@job(READ_JOB, queue="bulk")
def read_import(household_id: str, person_id: str, import_id: str, account_id: str | None = None) -> None:
    """Read an uploaded file into staged rows. Safe to run twice: it begins by forgetting what was staged."""
    wanted = UUID(import_id)
    try:
        member = _member(UUID(household_id), UUID(person_id))
        try:
            _read(member, wanted, UUID(account_id) if account_id else None)
        except (Refused, NotFound) as error:
            _refuse(member, wanted, error)
        except Unreadable:
            _refuse(member, wanted, BadFile("This file can’t be opened any more. Please bring it in again."))
    except _Dropped:
        log.info("import dropped", import_id=import_id)


@job(SETTLE_JOB, queue="bulk")
def settle_import(household_id: str, person_id: str, import_id: str) -> None:
    """Confirm or undo a large import, whichever was asked for. Safe to run twice: the second time finds it done."""
    wanted = UUID(import_id)
    try:
        member = _member(UUID(household_id), UUID(person_id))
        _settle(member, wanted)
    except _Dropped:
        log.info("import dropped", import_id=import_id)


def _member(household_id: UUID, person_id: UUID) -> Member:
    try:
        return identity.member(household_id, person_id)
    except NotFound:
        raise _Dropped from None


def _read(member: Member, import_id: UUID, account_id: UUID | None) -> None:
    with ExitStack() as kept_open:
        with transaction(member.household_id) as db:
            row = _held(db, member, import_id)
            bank_file = kept_open.enter_context(
                start.opened(db, row, member.currency, corrections=start.choices_so_far(row))
            )
            start.begin(db, row, bank_file)
        found = reading.Reading(bank_file)
        for batch in found.batches():
            with transaction(member.household_id) as db:
                _held(db, member, import_id)
                staging.add(db, member.household_id, import_id, batch)
        with transaction(member.household_id) as db:
            start.finish(db, member, _held(db, member, import_id), found, account_id=account_id)
    log.info("import read", import_id=str(import_id), rows=found.rows_read)


def _settle(member: Member, import_id: UUID) -> None:
    try:
        with transaction(member.household_id) as db:
            status = later.work(db, member, import_id)
    except (Refused, NotFound) as error:
        with _still_there(), transaction(member.household_id) as db:
            later.give_back(db, member, import_id, error)
        status = None
    log.info("import settled", import_id=str(import_id), status=status)


@contextmanager
def _still_there() -> Iterator[None]:
    try:
        yield
    except NotFound:
        raise _Dropped from None


def _refuse(member: Member, import_id: UUID, error: Refused | NotFound) -> None:
    with transaction(member.household_id) as db:
        row = _held(db, member, import_id)
        staging.clear(db, member.household_id, import_id)
        start.refuse(row, error)
    log.info("import refused", import_id=str(import_id))


def _held(db: Session, member: Member, import_id: UUID) -> FileImport:
    """The import, locked and still to be read."""
    with _still_there():
        row = queries.locked(db, member, import_id)
    if row.status != "reading":
        raise _Dropped
    return row
