"""The list of transactions: what can be asked for, and how a row is shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema

from mingus.core.fields import AmountText, EmptyIsNone, Incoming, Outgoing
from mingus.core.money import Money
from mingus.ledger.schemas.transactions import Day

Direction = Literal["in", "out", "transfer"]
Status = Literal["posted", "pending", "deleted"]


def _id_or_none(value: object) -> UUID | str:
    try:
        return "none" if value == "none" else UUID(str(value))
    except ValueError:
        raise ValueError("must be the id of a category, or none") from None


CategoryWanted = Annotated[
    UUID | str,
    PlainValidator(_id_or_none),  # one fault for both, which a union would name twice
    WithJsonSchema({"anyOf": [{"type": "string", "format": "uuid"}, {"const": "none"}]}),
]


class TransactionFilter(Incoming):
    """Which transactions to list. `category_id` is an id or `none`; `cursor` goes on from an earlier page."""

    account_id: Annotated[UUID | None, EmptyIsNone] = None
    category_id: Annotated[CategoryWanted | None, EmptyIsNone] = None
    direction: Annotated[Direction | None, EmptyIsNone] = None
    status: Annotated[Status | None, EmptyIsNone] = None
    from_on: Annotated[Day | None, EmptyIsNone] = None
    to_on: Annotated[Day | None, EmptyIsNone] = None
    min_amount: Annotated[AmountText | None, EmptyIsNone] = None
    max_amount: Annotated[AmountText | None, EmptyIsNone] = None
    q: Annotated[str, StringConstraints(max_length=100)] = ""
    import_id: Annotated[UUID | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, EmptyIsNone] = None
    before: Annotated[str | None, EmptyIsNone] = None

    @property
    def chosen(self) -> dict[str, str]:
        """What a person chose, as parameters of an address: without the place in the list."""
        values = self.model_dump(mode="json", exclude={"limit", "cursor", "before"})
        return {name: str(value) for name, value in values.items() if value not in {None, ""}}


@dataclass(frozen=True, kw_only=True, slots=True)
class TransactionView:
    """A transaction for pages: the person's values where given, else the bank's."""

    id: UUID
    account_id: UUID
    account_name: str
    amount: Money
    posted_on: date
    name: str
    note: str
    category_id: UUID | None
    category_name: str | None
    is_split: bool
    is_transfer: bool
    other_account: str | None  # of a transfer, if this member may see it
    status: str
    created_at: datetime
    deleted_at: datetime | None

    @property
    def type(self) -> str:
        if self.is_transfer:
            return "transfer"
        return "income" if self.amount.minor > 0 else "expense"

    @property
    def size(self) -> Money:
        """The amount without its sign, as forms and the API take it."""
        return Money(abs(self.amount.minor), self.amount.currency)


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A row that may be the other side of a transfer."""

    id: UUID
    name: str
    account_name: str
    posted_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a split, signed in the direction of the whole."""

    amount: Money
    category_id: UUID | None
    category_name: str | None
    note: str


@dataclass(frozen=True, slots=True)
class BankSays:
    """What the bank's file said, whatever a person changed."""

    posted_on: date
    amount: Money
    description: str
    memo: str
    category: str
    date_differs: bool
    amount_differs: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a transaction, in words; the day is the household's."""

    sentence: str
    happened_at: datetime
    happened_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """Everything the page of one transaction shows."""

    row: TransactionView
    parts: list[PartView]
    bank: BankSays | None
    import_id: UUID | None
    import_name: str | None
    history: list[Happening]
    partners: list[PartnerView]
    other_side: UUID | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, newest first, and the cursors of its neighbours."""

    rows: list[TransactionView]
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a filter finds, counted up to a limit."""

    number: int
    is_more: bool

    @property
    def words(self) -> str:
        if self.is_more:
            return f"{self.number:,}+ transactions"
        return f"{self.number:,} transaction{'' if self.number == 1 else 's'}"


class PartAnswer(Outgoing):
    """A part of a split in JSON."""

    amount: str
    category: str | None
    category_id: UUID | None
    note: str


class TransactionAnswer(Outgoing):
    """A transaction in JSON: `amount` is more than zero, `direction` says which way it went."""

    id: UUID
    account_id: UUID
    account_name: str
    amount: str
    currency: str
    transaction_type: str
    direction: str
    description: str
    category: str | None
    category_id: UUID | None
    transaction_date: date
    status: str
    note: str
    is_split: bool
    is_deleted: bool
    created_at: datetime
    splits: list[PartAnswer] | None = None

    @classmethod
    def of(cls, view: TransactionView, parts: list[PartView] | None = None) -> "TransactionAnswer":
        return cls(
            id=view.id,
            account_id=view.account_id,
            account_name=view.account_name,
            amount=view.size.decimal_string(),
            currency=view.amount.currency,
            transaction_type=view.type,
            direction="in" if view.amount.minor > 0 else "out",
            description=view.name,
            category=view.category_name,
            category_id=view.category_id,
            transaction_date=view.posted_on,
            status=view.status,
            note=view.note,
            is_split=view.is_split,
            is_deleted=view.deleted_at is not None,
            created_at=view.created_at,
            splits=None if parts is None else [_part(part) for part in parts],
        )


class TransactionList(Outgoing):
    """A page of transactions in JSON; `next_cursor` is null on the last."""

    items: list[TransactionAnswer]
    next_cursor: str | None


def _part(part: PartView) -> PartAnswer:
    return PartAnswer(
        amount=part.amount.decimal_string(),
        category=part.category_name,
        category_id=part.category_id,
        note=part.note,
    )
