"""What the balances in files say about an account: how it began, and what the bank has now.

Both follow from the files that are confirmed, never from what stood there before one of them: undoing them in any order
leaves the same. What a person said about the opening balance is theirs.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from mingus.core.clock import now
from mingus.ledger.models import IN_THE_BOOKS, Account, FileImport, ImportStatement, Transaction


def derived_opening(statement: ImportStatement) -> tuple[int, str]:
    """Opening balance of a new account and where it is from: the file's closing balance less its rows, else asked."""
    if statement.closing_minor is not None:
        return statement.closing_minor - statement.sum_minor, "file"
    if statement.opening_minor is not None:
        return statement.opening_minor, "asked"
    return 0, "assumed"


def take(db: Session, statement: ImportStatement) -> None:
    """Keep the bank's newest balance; where nobody has said how the account began, let that follow from it."""
    account = db.get_one(Account, (statement.household_id, statement.account_id))
    if statement.made_account:
        account.opening_minor, account.opening_source = derived_opening(statement)
        account.opening_on = statement.first_on - timedelta(days=1) if statement.first_on else None
    elif account.opening_source == "file":
        _begin_earlier(db, account, statement)
    if statement.closing_minor is not None and statement.closing_on is not None:
        if account.bank_balance_on is None or statement.closing_on >= account.bank_balance_on:
            account.bank_balance_minor, account.bank_balance_on = statement.closing_minor, statement.closing_on
        if account.opening_source == "assumed" and not statement.made_account:
            account.opening_minor = statement.closing_minor - _posted_until(db, account, statement.closing_on)
            account.opening_source = "file"
    account.updated_at = now()
    db.flush()


def put_back(db: Session, statement: ImportStatement) -> None:
    """Undo what the import told about the account; remove it when imports made it and nothing of them is left."""
    account = db.get(Account, (statement.household_id, statement.account_id)) if statement.account_id else None
    if account is None:  # it went with another part of the same file
        return
    remaining = list(db.scalars(_remaining(statement)))
    if not remaining and _was_made(db, account.household_id, account.id) and not _has_rows(db, account):
        db.delete(account)
        db.flush()
        db.expire(statement)
        return
    stated = [(s.closing_on, s.closing_minor) for s in remaining if s.closing_on and s.closing_minor is not None]
    newest = max(reversed(stated), key=lambda said: said[0]) if stated else (None, None)
    account.bank_balance_on, account.bank_balance_minor = newest
    if account.opening_source == "file":
        _begin_anew(db, account, stated[0] if stated else None)
    db.flush()


def _begin_earlier(db: Session, account: Account, statement: ImportStatement) -> None:
    """An older file has come after the one that the account began with: its rows were in that one's balance already."""
    others = db.scalars(_remaining(statement))
    began_with = next((other for other in others if other.closing_minor is not None), None)
    if began_with is None or began_with.first_on is None or statement.first_on is None:
        return
    is_older = and_(Transaction.import_id == statement.import_id, Transaction.posted_on < began_with.first_on)
    account.opening_minor -= _sum(db, and_(_posted(account), is_older))
    account.opening_on = min(account.opening_on or statement.first_on, statement.first_on - timedelta(days=1))


def _begin_anew(db: Session, account: Account, stated: tuple[date, int] | None) -> None:
    if stated is None:
        account.opening_minor, account.opening_source, account.opening_on = 0, "assumed", None
    else:
        account.opening_minor = stated[1] - _posted_until(db, account, stated[0])


def _remaining(statement: ImportStatement) -> Select[ImportStatement]:
    """What other confirmed files say of the same account, the first confirmed first."""
    return (
        select(ImportStatement)
        .join(
            FileImport,
            and_(FileImport.household_id == ImportStatement.household_id, FileImport.id == ImportStatement.import_id),
        )
        .where(
            ImportStatement.household_id == statement.household_id,
            ImportStatement.account_id == statement.account_id,
            ImportStatement.import_id != statement.import_id,
            FileImport.status.in_(IN_THE_BOOKS),
        )
        .order_by(FileImport.confirmed_at, ImportStatement.position)
    )


def _was_made(db: Session, household_id: UUID, account_id: UUID) -> bool:
    made = select(ImportStatement.position).where(
        ImportStatement.household_id == household_id,
        ImportStatement.account_id == account_id,
        ImportStatement.made_account,
    )
    return db.scalar(made.limit(1)) is not None


def _posted_until(db: Session, account: Account, until: date) -> int:
    return _sum(db, and_(_posted(account), Transaction.posted_on <= until))


def _sum(db: Session, wanted: ColumnElement[bool]) -> int:
    return int(db.scalar(select(func.coalesce(func.sum(Transaction.amount_minor), 0)).where(wanted)) or 0)


def _posted(account: Account) -> ColumnElement[bool]:
    return and_(
        Transaction.household_id == account.household_id,
        Transaction.account_id == account.id,
        Transaction.deleted_at.is_(None),
        Transaction.status == "posted",
    )


def _has_rows(db: Session, account: Account) -> bool:
    rows = select(Transaction.id).where(
        Transaction.household_id == account.household_id, Transaction.account_id == account.id
    )
    return db.scalar(rows.limit(1)) is not None
