"""The list of transactions: keyset pages, newest first, a fixed number of statements whatever the household holds."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from mingus.core import cursors
from mingus.core.db import read
from mingus.core.errors import NotFound
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Reader
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, AccountDay, Category, Payee, Transaction
from mingus.ledger.schemas.listing import Count, Page, TransactionFilter, TransactionView
from mingus.ledger.service.matching import conditions
from mingus.ledger.service.visibility import HIDDEN, VISIBLE, seen_by, visible_to

COUNT_AT_MOST: Final = 1000
NAMELESS: Final = "No name"

_Other = aliased(Transaction, name="other")
_OtherAccount = aliased(Account, name="other_account")
_KEY: Final = (Transaction.posted_on, Transaction.id)


def _same(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.household_id == Transaction.household_id, table.id == key)


# Built once: of what a page costs, building its statement anew was a good part. Accounts are joined from the outside
# and the hidden ones left out, so that PostgreSQL walks the newest rows and stops, never all rows of every account.
_OURS: Final = Transaction.household_id == bindparam("household_id")
_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        *(Transaction.id, Transaction.account_id, Transaction.currency, Transaction.amount_minor),
        *(Transaction.posted_on, Transaction.bank_description, Transaction.note, Transaction.category_id),
        *(Transaction.is_split, Transaction.transfer_id, Transaction.status),
        *(Transaction.created_at, Transaction.deleted_at),
        Account.name.label("account_name"),
        Payee.name.label("payee_name"),
        Category.name.label("category_name"),
        _OtherAccount.name.label("other_account"),
    )
    .select_from(Transaction)
    .where(_OURS, Transaction.account_id.not_in(HIDDEN))
    .outerjoin(Account, _same(Account, Transaction.account_id))
    .outerjoin(Payee, _same(Payee, Transaction.payee_id))
    .outerjoin(Category, _same(Category, Transaction.category_id))
    .outerjoin(
        _Other,
        and_(
            _Other.household_id == Transaction.household_id,
            _Other.transfer_id == Transaction.transfer_id,
            _Other.id != Transaction.id,
        ),
    )
    .outerjoin(
        _OtherAccount,
        and_(
            _OtherAccount.household_id == Transaction.household_id,
            _OtherAccount.id == _Other.account_id,
            _OtherAccount.private_to.is_(None) | (_OtherAccount.private_to == bindparam("person_id")),
        ),
    )
)
_NEWEST: Final = Fixed(
    _ROWS.where(Transaction.deleted_at.is_(None))
    .order_by(*(column.desc() for column in _KEY))
    .limit(bindparam("at_most", type_=Integer))
)

_OF_ACCOUNT: Final = and_(Account.household_id == AccountDay.household_id, Account.id == AccountDay.account_id)
_ALL: Final = Fixed(select(func.coalesce(func.sum(AccountDay.count), 0)).join(Account, _OF_ACCOUNT).where(VISIBLE))


def newest_asked(member: Member, limit: int) -> Asked:
    """What `page` reads where nothing is looked for, for a glance."""
    return _NEWEST, seen_by(member, at_most=limit + 1)


def is_newest(wanted: TransactionFilter) -> bool:
    """Whether nothing is looked for: the first page of everything."""
    return not wanted.chosen and wanted.before is None and wanted.cursor is None


def page(db: Reader, member: Member, wanted: TransactionFilter) -> Page:
    """A page of the rows `wanted` finds. Raises Refused for a cursor that is not of this household's list."""
    values = seen_by(member, at_most=wanted.limit + 1)
    return _cut(member, wanted, [_view(row) for row in read(db, _statement(member, wanted), values)])


def count_asked(member: Member) -> Asked:
    """What `count` reads where nothing is looked for, for a glance."""
    return _ALL, seen_by(member)


def count(db: Reader, member: Member, wanted: TransactionFilter) -> Count:
    """How many rows `wanted` finds: exact from the daily sums where they can say, else counted up to 1,000."""
    if not wanted.chosen:
        return Count(int(read(db, *count_asked(member))[0][0]), is_more=False)
    assert isinstance(db, Session), "only the newest are asked for in a glance"
    if set(wanted.chosen) <= {"account_id", "from_on", "to_on"}:
        return Count(_count_of_days(db, member, wanted), is_more=False)
    some = select(Transaction.id).join(Account, _same(Account, Transaction.account_id)).where(_OURS, VISIBLE)
    few = some.where(*conditions(member, wanted)).limit(COUNT_AT_MOST + 1)
    number = db.scalar(select(func.count()).select_from(few.subquery()), seen_by(member)) or 0
    return Count(min(number, COUNT_AT_MOST), is_more=number > COUNT_AT_MOST)


def get(db: Session, member: Member, transaction_id: UUID, *, deleted: bool | None = False) -> TransactionView:
    """One transaction; `deleted=None` finds it in the trash too. Raises NotFound unless this member may see it."""
    query = _ROWS.where(Transaction.id == transaction_id)
    if deleted is not None:
        query = query.where(Transaction.deleted_at.is_not(None) if deleted else Transaction.deleted_at.is_(None))
    rows = read(db, query, seen_by(member))
    if not rows:
        raise NotFound("There is no such transaction.")
    return _view(rows[0])


def _statement(member: Member, wanted: TransactionFilter) -> Select[*tuple[Any, ...]] | Fixed[*tuple[Any, ...]]:
    if is_newest(wanted):
        return _NEWEST
    query = _ROWS.where(*conditions(member, wanted)).limit(bindparam("at_most", type_=Integer))
    if wanted.before is not None:
        newer_than = tuple_(*_KEY) > cursors.decode(member.household_id, wanted.before)
        return query.where(newer_than).order_by(*_KEY)
    if wanted.cursor is not None:
        query = query.where(tuple_(*_KEY) < cursors.decode(member.household_id, wanted.cursor))
    return query.order_by(*(column.desc() for column in _KEY))


def _cut(member: Member, wanted: TransactionFilter, found: list[TransactionView]) -> Page:
    """One row more than the page was asked for: it tells whether the list goes on."""
    goes_on = len(found) > wanted.limit
    rows = found[: wanted.limit]
    if wanted.before is not None:
        rows.reverse()
        return Page(rows, _cursor(member, rows[:1]) if goes_on else None, _cursor(member, rows[-1:]))
    newer = _cursor(member, rows[:1]) if wanted.cursor is not None else None
    return Page(rows, newer, _cursor(member, rows[-1:]) if goes_on else None)


def _cursor(member: Member, rows: Sequence[TransactionView]) -> str | None:
    return cursors.encode(member.household_id, rows[0].posted_on, rows[0].id) if rows else None


def _count_of_days(db: Session, member: Member, wanted: TransactionFilter) -> int:
    query = select(func.coalesce(func.sum(AccountDay.count), 0)).join(Account, _OF_ACCOUNT).where(visible_to(member))
    if wanted.account_id is not None:
        query = query.where(AccountDay.account_id == wanted.account_id)
    if wanted.from_on is not None:
        query = query.where(AccountDay.posted_on >= wanted.from_on)
    if wanted.to_on is not None:
        query = query.where(AccountDay.posted_on <= wanted.to_on)
    return int(db.scalar(query) or 0)


def _view(row: Row[*tuple[Any, ...]]) -> TransactionView:
    return TransactionView(
        id=row.id,
        account_id=row.account_id,
        account_name=row.account_name,
        amount=Money(row.amount_minor, row.currency),
        posted_on=row.posted_on,
        name=row.payee_name or " ".join((row.bank_description or "").split()) or NAMELESS,
        note=row.note,
        category_id=None if row.transfer_id else row.category_id,
        category_name=None if row.transfer_id else row.category_name,
        is_split=row.is_split,
        is_transfer=row.transfer_id is not None,
        other_account=row.other_account,
        status=row.status,
        created_at=row.created_at,
        deleted_at=row.deleted_at,
    )
