"""What the ledger forgets: files that nobody confirmed, and accounts that have lain in the trash long enough.

A deleted transaction stays: it is the mark by which a later file finds what a person did not want.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from mingus import uploads
from mingus.core import retention
from mingus.core.clock import now
from mingus.core.later import Later
from mingus.ledger.models import Account, Document, FileImport, ImportRow, ImportStatement, Transaction
from mingus.ledger.service import rollups
from mingus.uploads import Upload

if TYPE_CHECKING:
    from mingus.ledger.service.imports import staging
else:  # the web starts without what reads files
    staging = Later("mingus.ledger.service.imports.staging")

UNCONFIRMED = ("reading", "ready", "refused")


def unconfirmed_files(db: Session, household_id: UUID) -> int:
    """Discard files that nobody has confirmed in all that time; how many."""
    wanted = (
        select(FileImport)
        .where(FileImport.household_id == household_id, FileImport.status.in_(UNCONFIRMED))
        .where(FileImport.created_at < now() - retention.UNCONFIRMED_UPLOADS)
        .limit(retention.HEAVY_THINGS_A_RUN)
        .with_for_update(skip_locked=True)
    )
    rows = list(db.scalars(wanted))
    for row in rows:
        staging.clear(db, household_id, row.id)
        upload_id, row.upload_id, row.status = row.upload_id, None, "discarded"
        db.flush()
        if upload_id:
            uploads.remove(db, household_id, upload_id)
    return len(rows)


def trashed_accounts(db: Session, household_id: UUID) -> int:
    """Forget accounts that can't be restored any more: their transactions, sums, and what files said of them."""
    rollups.lock_household(db, household_id)
    over = Account.deleted_at < now() - retention.TRASH
    wanted = select(Account.id).where(Account.household_id == household_id, over)
    account_ids = list(db.scalars(wanted.limit(retention.HEAVY_THINGS_A_RUN)))
    forget_accounts(db, household_id, account_ids)
    return len(account_ids)


def forget_accounts(db: Session, household_id: UUID, account_ids: Iterable[UUID]) -> None:
    """Erase accounts with all that hangs on them."""
    for account_id in account_ids:
        forget_account(db, household_id, account_id)


def forget_account(db: Session, household_id: UUID, account_id: UUID) -> None:
    """Delete an account for good: its transactions with their receipts, its sums, and what files said of it."""
    _forget_files_of(db, household_id, account_id)
    _forget_receipts_of(db, household_id, account_id)
    db.execute(delete(Account).where(Account.household_id == household_id, Account.id == account_id))


def documents_of_nothing(db: Session, household_id: UUID) -> int:
    """Delete the files of transactions that were deleted long enough ago, or whose account or import is gone."""
    trashed_since = now() - retention.TRASH
    of_document = (Document.household_id == Upload.household_id) & (Document.upload_id == Upload.id)
    of_transaction = (Transaction.household_id == Document.household_id) & (Transaction.id == Document.transaction_id)
    still_wanted = (
        exists()
        .where(of_document, of_transaction)
        .where(Transaction.deleted_at.is_(None) | (Transaction.deleted_at > trashed_since))
    )
    wanted = (
        select(Upload.id)
        .where(Upload.household_id == household_id, Upload.purpose == "document", ~still_wanted)
        .limit(retention.HEAVY_THINGS_A_RUN)
    )
    upload_ids = list(db.scalars(wanted))
    for upload_id in upload_ids:
        uploads.remove(db, household_id, upload_id)
    return len(upload_ids)


def _forget_files_of(db: Session, household_id: UUID, account_id: UUID) -> None:
    """The part of each file that went to the account; the file as well, unless other accounts have a part in it."""
    statements = select(ImportStatement).where(
        ImportStatement.household_id == household_id, ImportStatement.account_id == account_id
    )
    for statement in db.scalars(statements).all():
        part = (ImportRow.import_id == statement.import_id, ImportRow.statement == statement.position)
        db.execute(delete(ImportRow).where(ImportRow.household_id == household_id, *part))
        db.delete(statement)
        db.flush()
        _forget_if_empty(db, household_id, statement.import_id)


def _forget_receipts_of(db: Session, household_id: UUID, account_id: UUID) -> None:
    of_transaction = (Transaction.household_id == Document.household_id) & (Transaction.id == Document.transaction_id)
    receipts = (
        select(Document.upload_id)
        .join(Transaction, of_transaction)
        .where(Document.household_id == household_id, Transaction.account_id == account_id)
    )
    db.execute(delete(Upload).where(Upload.household_id == household_id, Upload.id.in_(receipts)))


def _forget_if_empty(db: Session, household_id: UUID, import_id: UUID) -> None:
    others = exists().where(ImportStatement.household_id == household_id, ImportStatement.import_id == import_id)
    empty = delete(FileImport).where(FileImport.household_id == household_id, FileImport.id == import_id, ~others)
    upload_id = db.scalar(empty.returning(FileImport.upload_id))
    if upload_id:
        uploads.remove(db, household_id, upload_id)
