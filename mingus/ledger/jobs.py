"""Background work of the ledger: reading large files, a batch a transaction, so that the page can show progress."""

from contextlib import ExitStack
from uuid import UUID

import structlog

from mingus.core.db import transaction
from mingus.core.errors import BadFile
from mingus.core.jobs import job
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service.imports import queries, staging
from mingus.ledger.service.imports.reading import Reading
from mingus.ledger.service.imports.start import READ_JOB, begin, finish, opened, refuse

log = structlog.get_logger()


@job(READ_JOB, queue="bulk")
def read_import(household_id: str, person_id: str, import_id: str, account_id: str | None = None) -> None:
    """Read an uploaded file into staged rows. Safe to run twice: it begins by forgetting what was staged."""
    member, wanted = Member(UUID(household_id), UUID(person_id)), UUID(import_id)
    try:
        _read(member, wanted, UUID(account_id) if account_id else None)
    except BadFile as error:
        with transaction(member.household_id) as db:
            staging.clear(db, member.household_id, wanted)
            refuse(queries.locked(db, member, wanted), error)
        log.info("import refused", import_id=import_id)


def _read(member: Member, import_id: UUID, account_id: UUID | None) -> None:
    with ExitStack() as kept_open:
        with transaction(member.household_id) as db:
            row: FileImport = queries.locked(db, member, import_id)
            if row.status != "reading":
                return  # a person discarded it, or another worker has finished it
            bank_file = kept_open.enter_context(opened(db, row, member.currency))
            begin(db, row, bank_file)
        reading = Reading(bank_file)
        for batch in reading.batches():
            with transaction(member.household_id) as db:
                staging.add(db, member.household_id, import_id, batch)
        with transaction(member.household_id) as db:
            finish(db, member, queries.locked(db, member, import_id), reading, account_id=account_id)
    log.info("import read", import_id=str(import_id), rows=reading.rows_read)
