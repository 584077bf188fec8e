"""What was confirmed after a file was looked at: its like may have made the account that the file had none of then."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from mingus.core.tenancy import Member
from mingus.ledger.models import IN_THE_BOOKS, Account, FileImport, ImportStatement
from mingus.ledger.service.visibility import visible_to
from mingus.uploads import Upload


def account_made(db: Session, member: Member, statement: ImportStatement) -> UUID | None:
    """The account to which the same number, or the same file, went after this one came; None to make a new one.

    What went there before was shown, so that a new account is then a person's choice. The same number may also stand
    in an earlier part of this very file.
    """
    this, other, said = aliased(FileImport), aliased(FileImport), aliased(ImportStatement)
    went = (
        select(Account.id)
        .join(said, and_(said.household_id == Account.household_id, said.account_id == Account.id))
        .join(other, and_(other.household_id == said.household_id, other.id == said.import_id))
        .join(this, this.household_id == other.household_id)
        .where(
            visible_to(member),
            Account.currency == statement.currency,
            this.id == statement.import_id,
            _same_number(said, statement) if statement.number_index else _same_file(said, statement, this, other),
            or_(this.id == other.id, and_(other.status.in_(IN_THE_BOOKS), other.confirmed_at > this.created_at)),
        )
    )
    return db.scalar(went.order_by(Account.private_to, other.confirmed_at).limit(1))


def _same_number(said: type[ImportStatement], statement: ImportStatement) -> ColumnElement[bool]:
    return said.number_index == statement.number_index


def _same_file(
    said: type[ImportStatement], statement: ImportStatement, this: type[FileImport], other: type[FileImport]
) -> ColumnElement[bool]:
    return and_(said.position == statement.position, _bytes_of(this) == _bytes_of(other))


def _bytes_of(row: type[FileImport]) -> ColumnElement[bytes]:
    file = select(Upload.sha256).where(Upload.household_id == row.household_id, Upload.id == row.upload_id)
    return file.scalar_subquery()
