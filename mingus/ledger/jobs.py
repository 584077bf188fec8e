"""Background work of the ledger: reading large files, a batch a transaction, so that the page can show progress."""

from contextlib import ExitStack
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core.db import transaction
from mingus.core.errors import BadFile
from mingus.core.jobs import job
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service.imports import queries, staging
from mingus.ledger.service.imports.reading import Batch, Reading
from mingus.ledger.service.imports.start import READ_JOB, begin, choices_so_far, finish, opened, refuse

log = structlog.get_logger()


@job(READ_JOB, queue="bulk")
def read_import(household_id: str, person_id: str, import_id: str, account_id: str | None = None) -> None:
    """Read an uploaded file into staged rows. Safe to run twice: it begins by forgetting what was staged."""
    member, wanted = identity.member_of(UUID(household_id), UUID(person_id)), UUID(import_id)
    try:
        _read(member, wanted, UUID(account_id) if account_id else None)
    except BadFile as error:
        with transaction(member.household_id) as db:
            if row := _still_wanted(db, member, wanted):
                staging.clear(db, member.household_id, wanted)
                refuse(row, error)
        log.info("import refused", import_id=import_id)


def _read(member: Member, import_id: UUID, account_id: UUID | None) -> None:
    with ExitStack() as kept_open:
        with transaction(member.household_id) as db:
            row = _still_wanted(db, member, import_id)
            if row is None:
                return
            bank_file = kept_open.enter_context(opened(db, row, member.currency, corrections=choices_so_far(row)))
            begin(db, row, bank_file)
        reading = Reading(bank_file)
        if not all(_stage(member, import_id, batch) for batch in reading.batches()):
            return
        with transaction(member.household_id) as db:
            if (row := _still_wanted(db, member, import_id)) is None:
                return
            finish(db, member, row, reading, account_id=account_id)
    log.info("import read", import_id=str(import_id), rows=reading.rows_read)


def _stage(member: Member, import_id: UUID, batch: Batch) -> bool:
    """Keep a batch of rows; False when nobody waits for them any more."""
    with transaction(member.household_id) as db:
        if _still_wanted(db, member, import_id) is None:
            return False
        staging.add(db, member.household_id, import_id, batch)
        return True


def _still_wanted(db: Session, member: Member, import_id: UUID) -> FileImport | None:
    """The import while it waits to be read; None once a person discarded it or another worker has finished it."""
    row = queries.locked(db, member, import_id)
    return row if row.status == "reading" else None
