"""Documents of transactions: attach, list, open, remove. They are seen by whoever sees the transaction.

A file is looked at before it comes here, outside of any transaction: `uploads.examine`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from mingus import uploads
from mingus.core import clock, limits
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Document, Transaction
from mingus.ledger.schemas.documents import DocumentView
from mingus.ledger.service import transactions
from mingus.ledger.service.visibility import visible_to
from mingus.uploads import Examined, Quota, Upload

MOST_OF_ONE: Final = 20  # of one transaction
TRIES: Final = 120
WINDOW: Final = timedelta(hours=1)
LIMIT: Final = f"{TRIES} files in an hour for a person"


@dataclass(frozen=True)
class Opened:
    """A document to hand out, with its bytes."""

    file_name: str
    media_type: str
    content: bytes


def count_try(db: Session, member: Member) -> None:
    """Count one file that is to be looked at. Call it in a transaction of its own, before the looking."""
    limits.count(db, f"documents|{member.person_id}", at_most=TRIES, within=WINDOW)


def attach(db: Session, member: Member, transaction_id: UUID, examined: Examined, quota: Quota) -> UUID:
    """Keep a file that was looked at with a transaction. Raises NotFound, and Refused where there is no room."""
    row = transactions.locked(db, member, transaction_id)
    count = select(func.count()).where(
        Document.household_id == member.household_id, Document.transaction_id == transaction_id
    )
    if (db.scalar(count) or 0) >= MOST_OF_ONE:
        raise Refused(f"A transaction keeps {MOST_OF_ONE} files at most. Remove one first.")
    upload = uploads.keep(db, member, examined, quota)
    document = Document(
        household_id=member.household_id,
        id=new_id(),
        transaction_id=transaction_id,
        upload_id=upload.id,
        media_type=examined.kind.media_type,
        added_by=member.person_id,
        created_at=clock.now(),
    )
    db.add(document)
    db.flush()
    transactions.tell(db, member, row, "document added")
    return document.id


def of_transaction(db: Session, member: Member, transaction_id: UUID) -> list[DocumentView]:
    """The documents of a transaction, the oldest first; none of one that this member may not see."""
    found = db.execute(_seen(member).where(Document.transaction_id == transaction_id).order_by(Document.created_at))
    return [DocumentView.model_validate(row, from_attributes=True) for row in found]


def get(db: Session, member: Member, document_id: UUID) -> DocumentView:
    """One document. Raises NotFound unless this member may see its transaction."""
    return DocumentView.model_validate(_one(db, member, document_id), from_attributes=True)


def opened(db: Session, member: Member, document_id: UUID) -> Opened:
    """One document with its bytes, which are 20 MB at most. Raises NotFound."""
    row = _one(db, member, document_id)
    content = b"".join(uploads.opened(db, member.household_id, row.upload_id))
    return Opened(row.file_name, row.media_type, content)


def remove(db: Session, member: Member, document_id: UUID) -> UUID:
    """Delete a document and its file for good. Answers its transaction. Raises NotFound."""
    found = _one(db, member, document_id)
    row = transactions.locked(db, member, found.transaction_id)
    uploads.remove(db, member.household_id, found.upload_id)
    transactions.tell(db, member, row, "document removed")
    return row.id


def files(db: Session, member: Member) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every document this member may see, as (path, bytes), for the archive."""
    wanted = _seen(member, deleted=None).order_by(Transaction.posted_on, Document.id)
    for row in db.execute(wanted).all():
        path = f"documents/{row.posted_on:%Y-%m-%d}-{row.id}-{row.file_name}"
        yield path, uploads.opened(db, member.household_id, row.upload_id)


def _one(db: Session, member: Member, document_id: UUID) -> Any:
    found = db.execute(_seen(member).where(Document.id == document_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such document.")
    return found


def _seen(member: Member, *, deleted: bool | None = False) -> Select[*tuple[Any, ...]]:
    """Documents of transactions on accounts this member sees; `deleted=None` takes those of deleted ones too."""
    of_transaction = and_(Transaction.household_id == Document.household_id, Transaction.id == Document.transaction_id)
    of_account = and_(Account.household_id == Transaction.household_id, Account.id == Transaction.account_id)
    of_upload = and_(Upload.household_id == Document.household_id, Upload.id == Document.upload_id)
    columns = (
        *(Document.id, Document.transaction_id, Document.upload_id, Document.media_type, Document.created_at),
        *(Upload.file_name, Upload.size_bytes, Transaction.posted_on),
    )
    wanted = (
        select(*columns)
        .join(Transaction, of_transaction)
        .join(Account, of_account)
        .join(Upload, of_upload)
        .where(Document.household_id == member.household_id, visible_to(member))
    )
    return wanted if deleted is None else wanted.where(Transaction.deleted_at.is_(None))
