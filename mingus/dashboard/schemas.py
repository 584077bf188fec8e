"""What the first page shows, and the same as JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from mingus.ledger.schemas.accounts import AccountView
from mingus.core.charts import DonutChart, LineChart
from mingus.core.fields import Incoming, Outgoing
from mingus.core.money import Money
from mingus.core.months import days_in
from mingus.dashboard.rules import Part, Period
from mingus.goals.schemas import GoalView


class MonthWanted(Incoming):
    """The month to show, YYYY-MM; empty is this one."""

    month: Annotated[str, StringConstraints(max_length=10)] = ""


@dataclass(frozen=True, slots=True)
class NetWorth:
    """The panel of net worth: the figure, how it moved in the period, and its line (none before the first entry)."""

    total: Money
    change: Money
    period: Period
    chart: LineChart | None

    @property
    def is_rising(self) -> bool:
        return self.change.minor >= 0


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
    is_done: bool


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the first page shows, finished."""

    greeting: str
    day_line: str
    month: Month
    net_worth: NetWorth
    spending: DonutChart | None
    spending_links: dict[str, str]
    uncategorized: int
    goals: list[GoalView]
    latest: list[object]
    accounts: list[AccountView]
    steps: list[Step]

    @property
    def is_new(self) -> bool:
        """Whether there is nothing to show yet but first steps."""
        return bool(self.steps)
