"""One transaction with everything about it: parts, what the bank said, where it came from, what happened to it."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Category, FileImport, Split, Transaction
from mingus.ledger.rules.history import sentence
from mingus.ledger.schemas.listing import BankSays, Detail, Happening, PartView
from mingus.ledger.service import listing, partners


def get(db: Session, member: Member, transaction_id: UUID, *, deleted: bool | None = False) -> Detail:
    """Everything about one transaction, in five statements. Raises NotFound unless this member may see it."""
    row = listing.get(db, member, transaction_id, deleted=deleted)
    origin = db.execute(_origin(member, transaction_id)).one()
    return Detail(
        row=row,
        parts=parts(db, member, transaction_id),
        bank=_bank_says(origin),
        import_id=origin.import_id,
        import_name=origin.file_name,
        history=_history(db, member, transaction_id),
        partners=partners.possible(db, member, row),
        other_side=partners.other_side(db, member, transaction_id) if row.is_transfer else None,
    )


def parts(db: Session, member: Member, transaction_id: UUID) -> list[PartView]:
    """The parts of a split in their order, signed in the direction of the whole; empty when it is not split."""
    of_category = and_(Category.household_id == Split.household_id, Category.id == Split.category_id)
    of_whole = and_(Transaction.household_id == Split.household_id, Transaction.id == Split.transaction_id)
    rows = db.execute(
        select(
            *(Split.amount_minor, Split.category_id, Split.note, Transaction.currency),
            Category.name,
            Transaction.amount_minor.label("whole_minor"),
        )
        .join(Transaction, of_whole)
        .outerjoin(Category, of_category)
        .where(Split.household_id == member.household_id, Split.transaction_id == transaction_id)
        .order_by(Split.position)
    )
    return [_part(row) for row in rows]


def _part(row: Row[*tuple[Any, ...]]) -> PartView:
    size = row.amount_minor if row.whole_minor > 0 else -row.amount_minor
    return PartView(Money(size, row.currency), row.category_id, row.name, row.note)


def _origin(member: Member, transaction_id: UUID) -> Any:
    of_import = and_(FileImport.household_id == Transaction.household_id, FileImport.id == Transaction.import_id)
    return (
        select(
            *(Transaction.currency, Transaction.bank_posted_on, Transaction.bank_amount_minor),
            *(Transaction.bank_description, Transaction.bank_memo, Transaction.bank_category),
            *(Transaction.own_posted_on, Transaction.own_amount_minor, Transaction.import_id),
            FileImport.file_name,
        )
        .outerjoin(FileImport, of_import)
        .where(Transaction.household_id == member.household_id, Transaction.id == transaction_id)
    )


def _bank_says(origin: Row[*tuple[Any, ...]]) -> BankSays | None:
    if origin.bank_posted_on is None:
        return None
    return BankSays(
        posted_on=origin.bank_posted_on,
        amount=Money(origin.bank_amount_minor, origin.currency),
        description=origin.bank_description or "",
        memo=origin.bank_memo or "",
        category=origin.bank_category or "",
        date_differs=origin.own_posted_on is not None,
        amount_differs=origin.own_amount_minor is not None,
    )


def _history(db: Session, member: Member, transaction_id: UUID) -> list[Happening]:
    return [
        Happening(
            sentence(
                str(entry.facts.get("change", "")),
                is_me=entry.actor_id == member.person_id,
                is_person=entry.actor_id is not None,
            ),
            entry.happened_at,
            entry.happened_at.astimezone(ZoneInfo(member.time_zone)).date(),
        )
        for entry in events.history(db, member.household_id, transaction_id)
    ]
