"""The figures pages show, finished: amounts are Money of the household's currency, other currencies stand apart."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from mingus.core.money import Money


@dataclass(frozen=True, slots=True)
class CategoryAmount:
    """What went out for one category; `category_id` is None for what nobody has filed."""

    category_id: UUID | None
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class OtherCurrency:
    """The month in a currency that is not the household's."""

    income: Money
    expenses: Money
    kept: Money


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: `kept` is income less expenses, which is the sum of every row that is not a transfer.

    `uncategorized_count` is of all months: what waits to be filed.
    """

    month_on: date
    income: Money
    expenses: Money
    kept: Money
    savings_rate_percent: Decimal | None
    by_category: list[CategoryAmount]
    uncategorized_count: int
    other_currencies: list[OtherCurrency]


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """What came in and went out in one month."""

    month_on: date
    income: Money
    expenses: Money


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One week: `kept` is income less expenses."""

    week_on: date
    income: Money
    expenses: Money
    kept: Money


@dataclass(frozen=True, slots=True)
class CategoryMonthAmount:
    """What went out for one category in one month."""

    month_on: date
    category_id: UUID | None
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class NetWorth:
    """What is owned less what is owed. An overdrawn account counts as a debt, a card in credit as an asset."""

    total: Money
    assets: Money
    debts: Money
    other_currencies: list["NetWorth"]


class Point(NamedTuple):
    """Net worth at the end of a day."""

    on: date
    amount: Money
