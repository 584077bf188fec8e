"""Taking a file in: store it, open it, stage its rows, settle what becomes of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Final, cast
from uuid import UUID

from sqlalchemy.orm import Session

import mingus
from mingus import uploads
from mingus.core import events, jobs
from mingus.core.clock import now
from mingus.core.errors import BadFile, NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger import formats
from mingus.ledger.formats.sniff import HEAD_BYTES, refuse_cut_off, sniff
from mingus.ledger.models import READ_JOB, FileImport, ImportStatement
from mingus.ledger.service.imports import again, classify, holding, planning, queries, remembered, staging, targets
from mingus.ledger.service.imports.reading import Reading

AT_ONCE_BYTES: Final = 1024 * 1024  # a larger file is read by the worker, with progress in the page
IN_MEMORY_BYTES: Final = 8 * 1024 * 1024
FIRST_SIGHT_BYTES: Final = 1024 * 1024 + 1  # a line longer than a megabyte shows itself


def start(
    db: Session,
    member: Member,
    file_name: str,
    stream: BinaryIO,
    *,
    account_id: UUID | None = None,
    at_once: bool = False,
) -> FileImport:
    """Keep the file and read it: here when it is small (or `at_once`), else in the worker.

    Raises BadFile or TooLarge, with nothing kept, when it is no bank file.
    """
    row = _new(db, member, uploads.store(db, member, file_name, stream))
    if before := again.earlier(db, row):
        reread(db, member, row, before, account_id=account_id)
    elif at_once or row.size_bytes <= AT_ONCE_BYTES:
        read(db, member, row, account_id=account_id)
    else:
        refuse_at_first_sight(db, row)
        enqueue(db, member, row, account_id=account_id)
    return row


def _new(db: Session, member: Member, upload: uploads.Upload) -> FileImport:
    row = FileImport(
        household_id=member.household_id,
        id=new_id(),
        upload_id=upload.id,
        file_name=upload.file_name,
        format="",
        encoding="",
        reader_version=mingus.__version__,
        status="reading",
        refusal="",
        shape={},
        counts={},
        rows_read=0,
        bytes_read=0,
        size_bytes=upload.size_bytes,
        created_by=member.person_id,
        created_at=now(),
    )
    db.add(row)
    db.flush()
    events.record(db, events.ImportChanged(member.household_id, member.person_id, row.id, "started"))
    return row


def enqueue(db: Session, member: Member, row: FileImport, *, account_id: UUID | None = None) -> None:
    """Have the worker read the file once this transaction has committed."""
    jobs.enqueue(
        db,
        READ_JOB,
        key=f"import:{row.id}",
        household_id=member.household_id,
        person_id=member.person_id,
        import_id=row.id,
        account_id=account_id,
    )


def read(
    db: Session,
    member: Member,
    row: FileImport,
    *,
    account_id: UUID | None = None,
    corrections: Mapping[str, Any] | None = None,
) -> None:
    """Read the whole file in the caller's transaction. Raises BadFile when it can't be read."""
    with opened(db, row, member.currency, corrections=corrections) as bank_file:
        begin(db, row, bank_file)
        reading = Reading(bank_file)
        for batch in reading.batches():
            staging.add(db, member.household_id, row.id, batch)
        finish(db, member, row, reading, account_id=account_id)


def reread(db: Session, member: Member, row: FileImport, before: FileImport, *, account_id: UUID | None = None) -> None:
    """Settle a file that was read before against the ledger as it is now."""
    statements = again.take_over(db, row, before)
    _settle(db, member, row, statements, account_id=account_id)
    again.give_ids(db, member.household_id, row.id)


def begin(db: Session, row: FileImport, bank_file: formats.BankFile) -> None:
    """Forget what was staged before and keep how the file is read."""
    staging.clear(db, row.household_id, row.id)
    row.format, row.encoding = bank_file.format, bank_file.encoding.value
    row.shape = bank_file.shape.to_json() if bank_file.shape else {}
    row.status, row.refusal, row.rows_read = "reading", "", 0
    db.flush()


def finish(db: Session, member: Member, row: FileImport, reading: Reading, *, account_id: UUID | None = None) -> None:
    """Settle every row once the whole file is staged. Raises BadFile when there was nothing in it."""
    if not reading.rows_read:
        raise BadFile("There are no transactions in this file.")
    staging.add_statements(db, member.household_id, row.id, list(reading.statements.values()))
    row.rows_read = reading.rows_read
    with planning.for_rows(db, row.rows_read):
        classify.number_repeats(db, member.household_id, row.id)
    _settle(db, member, row, queries.statements(db, member.household_id, row.id), account_id=account_id)


def _settle(
    db: Session, member: Member, row: FileImport, statements: list[ImportStatement], *, account_id: UUID | None
) -> None:
    shape = formats.CsvShape.from_json(row.shape) if row.shape else None
    usual = account_id or remembered.account_of(db, member.household_id, shape)
    with planning.for_rows(db, row.rows_read):
        for statement in statements:
            chosen = account_id if account_id and len(statements) == 1 else None
            targets.choose(db, member, statement, chosen or targets.find_account(db, member, statement, usual))
            classify.classify(db, statement)
    row.counts, row.status = queries.counts(db, member.household_id, row.id), "ready"
    db.flush()


def refuse(row: FileImport, error: Refused | NotFound) -> None:
    """Keep the sentence that says why a file could not be read."""
    row.status, row.refusal = "refused", str(error)


def correct(db: Session, member: Member, import_id: UUID, corrections: Mapping[str, Any]) -> FileImport:
    """Read the file anew with a person's answers about its columns, dates, decimals, signs or encoding.

    A large one is read by the worker again, as when it came.
    """
    row = holding.held(db, member, import_id)
    if row.status not in {"ready", "refused"}:
        raise Refused("This import has been dealt with already.")
    account_id = next((s.account_id for s in queries.statements(db, member.household_id, import_id)), None)
    if row.size_bytes <= AT_ONCE_BYTES or not row.shape:
        known = choices_so_far(row) | dict(corrections)
        read(db, member, row, account_id=account_id, corrections=known)
        return row
    row.shape = formats.CsvShape.from_json(row.shape).apply(corrections).to_json()
    row.status, row.refusal, row.rows_read = "reading", "", 0
    staging.clear(db, member.household_id, import_id)
    enqueue(db, member, row, account_id=account_id)
    return row


def discard(db: Session, member: Member, import_id: UUID) -> None:
    """Drop an import that was not confirmed, with its file and staged rows."""
    row = holding.held(db, member, import_id)
    if row.status == "confirmed":
        raise Refused("This import is confirmed. Undo it instead.")
    staging.clear(db, member.household_id, import_id)
    upload_id, row.upload_id, row.status = row.upload_id, None, "discarded"
    db.flush()
    if upload_id:
        uploads.remove(db, member.household_id, upload_id)


@contextmanager
def opened(
    db: Session, row: FileImport, currency: str, *, corrections: Mapping[str, Any] | None = None
) -> Iterator[formats.BankFile]:
    """The file of an import, decrypted and opened, with what was chosen for its bank before."""
    if row.upload_id is None:
        raise Refused("The file of this import is gone.")
    with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as plain:
        stream = cast("BinaryIO", plain)
        uploads.copy_to(db, row.household_id, row.upload_id, stream)
        stream.seek(0)
        bank_file = formats.open_file(stream, corrections=corrections, default_currency=currency)
        if bank_file.shape:
            known = remembered.recall(db, row.household_id, bank_file.shape.header_signature())
            bank_file = _reopened(stream, bank_file.shape, currency, corrections, known.shape if known else None)
        yield bank_file


def _reopened(
    stream: BinaryIO,
    shape: formats.CsvShape,
    currency: str,
    corrections: Mapping[str, Any] | None,
    known: Mapping[str, Any] | None,
) -> formats.BankFile:
    """A CSV file with what its bank's last file taught; money is in the household's currency unless the file says."""
    bank_file = formats.open_file(stream, corrections=corrections, remembered=known, default_currency=currency)
    found = bank_file.shape or shape
    if found.currency.certain:
        return bank_file
    settled = found.apply({"currency": found.currency.value})
    return formats.open_file(stream, shape=settled)


def refuse_at_first_sight(db: Session, row: FileImport) -> None:
    """Look at both ends of a large file and refuse what is no bank file, before a worker is troubled."""
    upload_id = cast("UUID", row.upload_id)
    head = uploads.head(db, row.household_id, upload_id, FIRST_SIGHT_BYTES)
    whole_lines = head[: head.rfind(b"\n") + 1] or head
    row.format = sniff(whole_lines[:HEAD_BYTES])
    if row.format == "csv":
        formats.open_file(BytesIO(whole_lines))
    else:
        refuse_cut_off(uploads.ending(db, row.household_id, upload_id))


def choices_so_far(row: FileImport) -> dict[str, Any]:
    """What the person chose before: corrections add up."""
    chosen = "You chose this."
    return {
        name: said["value"]
        for name, said in row.shape.items()
        if isinstance(said, dict) and said.get("why") == chosen and said.get("certain")
    }
