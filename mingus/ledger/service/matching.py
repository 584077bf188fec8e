"""Turns a filter of the transaction list into conditions on its rows."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, or_, select

from mingus.core.errors import Refused
from mingus.core.fields import money_of
from mingus.core.money import NO_DECIMALS, THREE_DECIMALS
from mingus.core.tenancy import Member
from mingus.ledger.models import Payee, Split, Transaction
from mingus.ledger.schemas.listing import TransactionFilter

WORDS_AT_MOST = 8


def conditions(member: Member, wanted: TransactionFilter) -> list[ColumnElement[bool]]:
    """What a row must be to be found. Raises Refused naming the field that makes no sense."""
    return [
        *_plain(wanted),
        *_direction(wanted.direction),
        *_category(wanted.category_id),
        *_amounts(wanted),
        *_text(member, wanted.q),
    ]


def _plain(wanted: TransactionFilter) -> Iterator[ColumnElement[bool]]:
    deleted = wanted.status == "deleted"
    yield Transaction.deleted_at.is_not(None) if deleted else Transaction.deleted_at.is_(None)
    if wanted.status in {"posted", "pending"}:
        yield Transaction.status == wanted.status
    if wanted.account_id is not None:
        yield Transaction.account_id == wanted.account_id
    if wanted.import_id is not None:
        yield Transaction.import_id == wanted.import_id
    if wanted.from_on is not None:
        yield Transaction.posted_on >= wanted.from_on
    if wanted.to_on is not None:
        yield Transaction.posted_on <= wanted.to_on


def _direction(direction: str | None) -> Iterator[ColumnElement[bool]]:
    if direction == "transfer":
        yield Transaction.transfer_id.is_not(None)
    elif direction is not None:
        yield Transaction.transfer_id.is_(None)
        yield Transaction.amount_minor > 0 if direction == "in" else Transaction.amount_minor < 0


def _category(category: str | UUID | None) -> Iterator[ColumnElement[bool]]:
    """A split row is found by the category of any of its parts; a transfer has none and is not uncategorized."""
    if category is None:
        return
    same = Split.category_id.is_(None) if category == "none" else Split.category_id == category
    own = Transaction.category_id.is_(None) if category == "none" else Transaction.category_id == category
    part = exists().where(Split.household_id == Transaction.household_id, Split.transaction_id == Transaction.id, same)
    yield Transaction.transfer_id.is_(None)
    yield or_(~Transaction.is_split & own, Transaction.is_split & part)


def _amounts(wanted: TransactionFilter) -> Iterator[ColumnElement[bool]]:
    size = func.abs(Transaction.amount_minor)
    if wanted.min_amount is not None:
        yield size >= -_in_minor(wanted.min_amount, "min_amount", sign=-1)  # rounded up
    if wanted.max_amount is not None:
        yield size <= _in_minor(wanted.max_amount, "max_amount", sign=1)


def _in_minor(amount: str, field: str, *, sign: int) -> ColumnElement[int]:
    """The bound times `sign`, rounded down to the minor units of each row's own currency."""
    thousandths = sign * abs(money_of(amount, "KWD", field).minor)
    return case(
        (Transaction.currency.in_(sorted(NO_DECIMALS)), thousandths // 1000),
        (Transaction.currency.in_(sorted(THREE_DECIMALS)), thousandths),
        else_=thousandths // 10,
    )


def _text(member: Member, q: str) -> Iterator[ColumnElement[bool]]:
    """Every word must be in the payee, the bank's text or memo, or the note."""
    for word in q.split()[:WORDS_AT_MOST]:
        like = f"%{_escaped(word)}%"
        named = select(Payee.id).where(Payee.household_id == member.household_id, Payee.name.ilike(like, escape="\\"))
        texts = (Transaction.bank_description, Transaction.bank_memo, Transaction.note)
        yield or_(Transaction.payee_id.in_(named), *(column.ilike(like, escape="\\") for column in texts))


def _escaped(word: str) -> str:
    if "\x00" in word:
        raise Refused("Please search for plain text.", fields={"q": "plain text"})
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
