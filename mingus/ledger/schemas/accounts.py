"""Accounts as people describe them, and as pages and the API show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, StringConstraints

from mingus.core.fields import (
    AmountText,
    CalendarDate,
    Currency,
    EmptyIsNone,
    Flag,
    Incoming,
    Name,
    NameOrEmpty,
    Outgoing,
    PositiveAmountText,
)
from mingus.core.money import Money
from mingus.ledger.models import LIABILITIES
from mingus.ledger.rules import balances

Kind = Literal["checking", "savings", "cash", "card", "loan", "investment", "property", "other"]


def _empty_if_none(value: object) -> object:
    return "" if value is None else value


Institution = Annotated[NameOrEmpty, BeforeValidator(_empty_if_none)]
Number = Annotated[
    str,
    StringConstraints(max_length=40, pattern=r"^[0-9A-Za-z .\-/]*$"),
    BeforeValidator(_empty_if_none),
]


class AccountDraft(Incoming):
    """A new account. `opening_balance` is signed as we keep it: below zero is owed."""

    name: Name
    kind: Kind = "checking"
    currency: Annotated[Currency | None, EmptyIsNone] = None
    institution: Institution = ""
    number: Number = ""
    opening_balance: Annotated[AmountText | None, EmptyIsNone] = None
    opening_on: Annotated[CalendarDate | None, EmptyIsNone] = None
    credit_limit: Annotated[PositiveAmountText | None, EmptyIsNone] = None
    is_private: Flag = False


class AccountChanges(Incoming):
    """What to change about an account; fields that are not sent stay. An empty number or limit removes it."""

    name: Name | None = None
    kind: Kind | None = None
    currency: Annotated[Currency | None, EmptyIsNone] = None
    institution: Institution | None = None
    number: Number | None = None
    opening_balance: Annotated[AmountText | None, EmptyIsNone] = None
    opening_on: Annotated[CalendarDate | None, EmptyIsNone] = None
    credit_limit: Annotated[PositiveAmountText | None, EmptyIsNone] = None
    is_private: Flag | None = None
    is_closed: Flag | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountView:
    """An account for pages. `balance` counts every row, `pending` is the part of it the bank has not posted yet."""

    id: UUID
    name: str
    kind: str
    currency: str
    institution: str
    number_end: str
    is_number_lost: bool
    is_private: bool
    opening: Money
    opening_on: date | None
    opening_source: str
    balance: Money
    pending: Money
    count: int
    limit: Money | None
    bank_balance: Money | None
    bank_balance_on: date | None
    counted: Money | None  # our sum of posted rows up to the day of the bank's balance
    created_at: datetime
    closed_at: datetime | None
    deleted_at: datetime | None

    @property
    def is_debt(self) -> bool:
        return self.kind in LIABILITIES

    @property
    def group(self) -> str:
        return balances.GROUPS[self.kind]

    def says_more_than(self, heading: str, kind: str) -> str:
        """Where it is, or else its `kind`; nothing that its name, or the heading above it, has said already."""
        said = {self.name.casefold(), heading.casefold()}
        return next((words for words in (self.institution, kind) if words and words.casefold() not in said), "")

    @property
    def owed(self) -> Money:
        """The balance of a debt in people's terms: what is owed is positive."""
        return balances.turned(self.balance, is_debt=self.is_debt)

    @property
    def agreement(self) -> balances.Agreement | None:
        """How our sum compares with the bank's; None while no bank said anything."""
        if self.bank_balance is None or self.counted is None:
            return None
        return balances.agreement(self.bank_balance, self.counted, is_debt=self.is_debt)


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts of one sort, and their sum in the household's currency."""

    title: str
    total: Money
    accounts: list[AccountView]


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """Everything the page of accounts shows. `others` are nets in other currencies, kept apart."""

    groups: list[Group]
    closed: list[AccountView]
    deleted: list[AccountView]
    have: Money
    owe: Money
    net: Money
    others: list[Money]


class AccountAnswer(Outgoing):
    """An account in JSON. Amounts are decimal strings in `currency`."""

    id: UUID
    name: str
    kind: str
    currency: str
    institution: str
    number_last_four: str
    is_private: bool
    is_closed: bool
    opening_balance: str
    opening_on: date | None
    balance: str
    pending: str
    transaction_count: int
    credit_limit: str | None
    bank_balance: str | None
    bank_balance_on: date | None
    bank_difference: str | None
    created_at: datetime

    @classmethod
    def of(cls, view: AccountView) -> "AccountAnswer":
        apart = view.bank_balance - view.counted if view.bank_balance and view.counted else None
        return cls(
            id=view.id,
            name=view.name,
            kind=view.kind,
            currency=view.currency,
            institution=view.institution,
            number_last_four=view.number_end,
            is_private=view.is_private,
            is_closed=view.closed_at is not None,
            opening_balance=view.opening.decimal_string(),
            opening_on=view.opening_on,
            balance=view.balance.decimal_string(),
            pending=view.pending.decimal_string(),
            transaction_count=view.count,
            credit_limit=view.limit.decimal_string() if view.limit else None,
            bank_balance=view.bank_balance.decimal_string() if view.bank_balance else None,
            bank_balance_on=view.bank_balance_on,
            bank_difference=apart.decimal_string() if apart else None,
            created_at=view.created_at,
        )


class AccountList(Outgoing):
    """Accounts in JSON; all fit on one page."""

    items: list[AccountAnswer]
    next_cursor: None = None
