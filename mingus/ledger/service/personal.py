"""What the ledger keeps of people, for taking along and for leaving."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from mingus import uploads
from mingus.core.later import Later
from mingus.core.personal_data import PersonalData, Rows
from mingus.core.tenancy import Member
from mingus.ledger import models
from mingus.ledger.service import documents, pruning

if TYPE_CHECKING:
    from mingus.ledger.service import export as exporting
    from mingus.ledger.service import seeing
else:  # the web starts without what reads files and writes exports
    exporting = Later("mingus.ledger.service.export")
    seeing = Later("mingus.ledger.service.seeing")

# In the order in which rows can be deleted: what refers to others first.
MODELS: Final = (
    models.CategoryMonth,
    models.AccountDay,
    models.TransferRejection,
    models.Document,
    models.ImportChange,
    models.ImportRow,
    models.ImportStatement,
    models.RememberedShape,
    models.FileImport,
    models.Split,
    models.Transaction,
    models.Transfer,
    models.Rule,
    models.Payee,
    models.Category,
    models.Account,
)
LEFT_OUT: Final = frozenset({"number_sealed", "number_index", "fingerprint", "pending_fingerprint", "settled_against"})
"""Sealed account numbers, and the marks by which rows are recognised."""


def export(db: Session, household_id: UUID) -> Iterator[tuple[str, Rows]]:
    """Every row of the household, table by table."""
    for model in reversed(MODELS):
        yield _table(model).name, db.execute(_rows(model, model.household_id == household_id)).mappings()


def export_for(db: Session, member: Member) -> Iterator[tuple[str, Rows]]:
    """Every row this member may see, table by table: nothing of accounts that are private to somebody else."""
    for model in reversed(MODELS):
        rows = db.execute(_rows(model, seeing.rows_for(model, member)).execution_options(yield_per=500))
        yield _table(model).name, rows.mappings()


def erase(db: Session, household_id: UUID) -> None:
    """Delete every row of the household."""
    for model in MODELS:
        db.execute(delete(model).where(model.household_id == household_id))


def leave(db: Session, member: Member) -> None:
    """Delete the accounts that were private to somebody who goes, and what they brought in and never confirmed.

    What they entered into the household's own accounts stays: it is everybody's, and says no more than an id of them.
    """
    own = select(models.Account.id).where(
        models.Account.household_id == member.household_id, models.Account.private_to == member.person_id
    )
    payee_ids = db.scalars(
        select(models.Transaction.payee_id)
        .where(models.Transaction.household_id == member.household_id, models.Transaction.account_id.in_(own))
        .where(models.Transaction.payee_id.is_not(None))
        .distinct()
    ).all()
    for account_id in db.scalars(own).all():
        pruning.forget_account(db, member.household_id, account_id)
    _forget_payees(db, member, payee_ids)
    imports = select(models.FileImport).where(
        models.FileImport.household_id == member.household_id,
        models.FileImport.created_by == member.person_id,
        models.FileImport.status.in_(pruning.UNCONFIRMED),
    )
    for row in db.scalars(imports).all():
        upload_id = row.upload_id
        db.delete(row)
        db.flush()
        if upload_id:
            uploads.remove(db, member.household_id, upload_id)


def files(db: Session, member: Member) -> Iterator[tuple[str, Iterable[bytes]]]:
    """For the archive: the transactions for spreadsheets, complete, as books; receipts, and bank files as they came."""
    for kind, name in (("csv", "transactions.csv"), ("json", "ledger.json"), ("beancount", "books.beancount")):
        yield name, (piece.encode() for piece in exporting.pieces(db, member, kind))
    yield from documents.files(db, member)
    brought_in = (
        select(models.FileImport.id, models.FileImport.upload_id, models.FileImport.file_name)
        .where(seeing.rows_for(models.FileImport, member), models.FileImport.upload_id.is_not(None))
        .where(models.FileImport.created_by == member.person_id)
    )
    for row in db.execute(brought_in).all():
        yield f"imports/{row.id}-{row.file_name}", uploads.opened(db, member.household_id, row.upload_id)


def _forget_payees(db: Session, member: Member, payee_ids: Sequence[UUID | None]) -> None:
    """Those that only the private accounts knew; what Mingus learned about them goes along."""
    still_used = exists().where(
        models.Transaction.household_id == models.Payee.household_id, models.Transaction.payee_id == models.Payee.id
    )
    theirs = (models.Payee.household_id == member.household_id, models.Payee.id.in_(payee_ids))
    db.execute(delete(models.Payee).where(*theirs, ~still_used))


def _rows(model: Any, *conditions: Any) -> Any:
    columns = [column for column in _table(model).columns if column.name not in LEFT_OUT]
    return select(*columns).where(*conditions)


def _table(model: Any) -> Any:
    return model.__table__


ENTRY: Final = PersonalData(
    "ledger",
    frozenset(_table(model).name for model in MODELS),
    export=export,
    erase=erase,
    export_for=export_for,
    leave=leave,
    files=files,
)
