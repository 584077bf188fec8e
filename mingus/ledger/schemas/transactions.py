"""Transactions as people enter, change and split them."""

from datetime import date
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from mingus.core.fields import AmountText, CalendarDate, EmptyIsNone, Incoming, Line, Note, PositiveAmountText

TransactionType = Literal["income", "expense", "transfer"]
MAX_PARTS: Final = 50
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)


def _is_of_our_time(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("must be a day from 1900 to 2199")
    return day


Day = Annotated[
    CalendarDate, AfterValidator(_is_of_our_time), Field(json_schema_extra={"pattern": "^(19|20|21)[0-9]{2}-"})
]
CategoryText = Annotated[Line | None, EmptyIsNone]
"""A category by its id, its name in any capitals, or the short name of one that Mingus brought along."""


class TransactionDraft(Incoming):
    """A new transaction. The amount is more than zero; its type says which way the money went.

    A transfer leaves `account_id` and arrives at `to_account_id`, if Mingus knows that account.
    """

    account_id: Annotated[UUID | None, EmptyIsNone] = None
    to_account_id: Annotated[UUID | None, EmptyIsNone] = None
    amount: PositiveAmountText
    transaction_type: TransactionType = "expense"
    description: Line
    category: CategoryText = None
    transaction_date: Annotated[Day | None, EmptyIsNone] = None
    note: Note = ""


class TransactionChanges(Incoming):
    """What to change about a transaction; fields that are not sent stay. An empty category files it nowhere."""

    account_id: Annotated[UUID | None, EmptyIsNone] = None
    to_account_id: Annotated[UUID | None, EmptyIsNone] = None
    amount: PositiveAmountText | None = None
    transaction_type: TransactionType | None = None
    description: Line | None = None
    category: CategoryText = None
    transaction_date: Annotated[Day | None, EmptyIsNone] = None
    note: Note | None = None


class Part(Incoming):
    """A part of a split, in the direction of the whole: a refund within a purchase is below zero."""

    amount: AmountText
    category: CategoryText = None
    note: Note = ""


class Parts(Incoming):
    """How a transaction is split; no parts means not at all."""

    parts: Annotated[list[Part], Field(max_length=MAX_PARTS)]
