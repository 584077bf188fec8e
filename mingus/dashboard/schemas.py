"""What the first page shows, and the same as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import StringConstraints

from mingus import ledger, profile
from mingus.core.charts import DonutChart, LineChart
from mingus.core.fields import Incoming, Outgoing
from mingus.core.money import Money
from mingus.core.months import days_in
from mingus.dashboard.rules import Period
from mingus.goals import GoalView


class MonthWanted(Incoming):
    """The month to show, YYYY-MM; empty is this one."""

    month: Annotated[str, StringConstraints(max_length=10)] = ""


@dataclass(frozen=True, slots=True)
class NetWorth:
    """The panel of net worth: the figure, how it moved and since when, and its line (None before two days)."""

    total: Money
    change: Money
    period: Period
    since: str
    chart: LineChart | None

    @property
    def is_rising(self) -> bool | None:
        return self.change.minor > 0 if self.change.minor else None


@dataclass(frozen=True, slots=True)
class Month:
    """The month that is shown. `newer` and `older` are months to go to, YYYY-MM; `newer` is empty on this month."""

    on: date
    key: str
    older: str
    newer: str
    income: Money
    expenses: Money
    kept: Money

    @property
    def transactions_url(self) -> str:
        """The list of this month's transactions."""
        return f"/transactions?from_on={self.on}&to_on={self.on.replace(day=days_in(self.on))}"


@dataclass(frozen=True, slots=True)
class Step:
    """Something to begin with, for a household that has no figures yet."""

    title: str
    sentence: str
    icon: str
    url: str
    action: str
    is_done: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Dashboard:
    """Everything the first page shows, finished. With `steps` there is nothing else to show yet."""

    greeting: str
    day_line: str
    month: Month
    net_worth: NetWorth
    spending: DonutChart | None
    spending_links: dict[str, str]
    uncategorized: int
    goals: list[GoalView]
    latest: Sequence[ledger.TransactionView]
    offered: ledger.Choices
    first_steps: profile.Progress
    steps: list[Step]


class CategorySpent(Outgoing):
    """What one category took; `category_id` is null for what nobody has filed."""

    category_id: UUID | None
    category: str
    amount: str


class GoalBrief(Outgoing):
    """A goal in a line."""

    id: UUID
    title: str
    target_amount: str
    current_amount: str
    currency: str
    percent_saved: int
    target_date: date | None


class TransactionBrief(Outgoing):
    """A transaction in a line; `amount` is above zero, `transaction_type` says which way it went."""

    id: UUID
    account_id: UUID
    amount: str
    currency: str
    description: str
    category: str | None
    transaction_date: date
    transaction_type: str


class DashboardAnswer(Outgoing):
    """A month at a glance. Amounts are decimal strings of `currency`; `savings_rate` is percent of income, or null."""

    month: str
    currency: str
    total_income: str
    total_expenses: str
    kept: str
    net_worth: str
    savings_rate: str | None
    by_category: list[CategorySpent]
    goals: list[GoalBrief]
    latest: list[TransactionBrief]

    @classmethod
    def of(
        cls,
        figures: ledger.MonthFigures,
        worth: Money,
        saving: Sequence[GoalView],
        latest: Sequence[ledger.TransactionView],
    ) -> Self:
        """The figures of a month for programs."""
        rate = figures.savings_rate_percent
        return cls(
            month=f"{figures.month_on:%Y-%m}",
            currency=worth.currency,
            total_income=figures.income.decimal_string(),
            total_expenses=figures.expenses.decimal_string(),
            kept=figures.kept.decimal_string(),
            net_worth=worth.decimal_string(),
            savings_rate=None if rate is None else str(rate),
            by_category=[_spent(spent) for spent in figures.by_category],
            goals=[_goal(goal) for goal in saving],
            latest=[_line(line) for line in latest],
        )


def _spent(spent: ledger.CategoryAmount) -> CategorySpent:
    return CategorySpent(category_id=spent.category_id, category=spent.name, amount=spent.amount.decimal_string())


def _goal(goal: GoalView) -> GoalBrief:
    return GoalBrief(
        id=goal.id,
        title=goal.name,
        target_amount=goal.target.decimal_string(),
        current_amount=goal.saved.decimal_string(),
        currency=goal.target.currency,
        percent_saved=goal.percent,
        target_date=goal.due_on,
    )


def _line(line: ledger.TransactionView) -> TransactionBrief:
    return TransactionBrief(
        id=line.id,
        account_id=line.account_id,
        amount=line.size.decimal_string(),
        currency=line.amount.currency,
        description=line.name,
        category=line.category_name,
        transaction_date=line.posted_on,
        transaction_type=line.type,
    )
