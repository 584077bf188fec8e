"""Goals as programs read them. Amounts are decimal strings of the goal's currency."""

from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from mingus.core.fields import Outgoing
from mingus.goals.schemas.views import Booked, ContributionPage, ContributionView, GoalView, Outlook


class GoalAnswer(Outgoing):
    """A goal as programs read it. Amounts are decimal strings of `currency`."""

    id: UUID
    title: str
    category: str
    priority: int
    status: str
    currency: str
    target_amount: str
    current_amount: str
    missing_amount: str
    percent_saved: int
    target_date: date | None
    monthly_amount: str | None
    expected_date: date | None
    needed_per_month: str | None
    is_reached: bool
    note: str
    created_at: datetime

    @classmethod
    def of(cls, goal: GoalView) -> Self:
        """`goal` for programs."""
        return cls(
            id=goal.id,
            title=goal.name,
            category=goal.kind,
            priority=goal.priority,
            status=goal.status,
            currency=goal.target.currency,
            target_amount=goal.target.decimal_string(),
            current_amount=goal.saved.decimal_string(),
            missing_amount=goal.missing.decimal_string(),
            percent_saved=goal.percent,
            target_date=goal.target_on,
            monthly_amount=goal.monthly.decimal_string() if goal.monthly else None,
            expected_date=goal.due_on,
            needed_per_month=goal.needed.decimal_string() if goal.needed is not None else None,
            is_reached=goal.is_reached,
            note=goal.note,
            created_at=goal.created_at,
        )


class FeasibilityAnswer(Outgoing):
    """Whether a goal fits beside the others in 30 % of what is kept; `date_at_pace` is null when nobody can know."""

    verdict: Literal["feasible", "too_much", "unknown"]
    needed_per_month_all_goals: str
    available_per_month: str | None
    date_at_pace: date | None


class GoalDetail(GoalAnswer):
    """One goal with its feasibility."""

    feasibility: FeasibilityAnswer

    @classmethod
    def with_outlook(cls, goal: GoalView, outlook: Outlook, today: date) -> Self:
        """`goal` and how it fits."""
        available = outlook.whole.available
        fits = FeasibilityAnswer(
            verdict=outlook.whole.verdict,
            needed_per_month_all_goals=outlook.whole.needed.decimal_string(),
            available_per_month=available.decimal_string() if available is not None else None,
            date_at_pace=outlook.date_of(goal, today),
        )
        return cls(**GoalAnswer.of(goal).model_dump(), feasibility=fits)


class GoalList(Outgoing):
    """A household's goals, the most important first; all fit on one page."""

    items: list[GoalAnswer]
    next_cursor: None = None


class ContributionLine(Outgoing):
    """One contribution as programs read it."""

    id: UUID
    amount: str
    currency: str
    source: str
    made_on: date
    note: str

    @classmethod
    def of(cls, line: ContributionView) -> Self:
        """`line` for programs."""
        return cls(
            id=line.id,
            amount=line.amount.decimal_string(),
            currency=line.amount.currency,
            source=line.source,
            made_on=line.made_on,
            note=line.note,
        )


class ContributionList(Outgoing):
    """A page of contributions; `next_cursor` is null on the last one."""

    items: list[ContributionLine]
    next_cursor: str | None

    @classmethod
    def of(cls, page: ContributionPage) -> Self:
        """`page` for programs."""
        return cls(items=[ContributionLine.of(line) for line in page.lines], next_cursor=page.next_cursor)


class ContributionAnswer(Outgoing):
    """A contribution just made, and the goal after it."""

    contribution: ContributionLine
    goal: GoalAnswer

    @classmethod
    def of(cls, booked: Booked) -> Self:
        """What was booked, for programs."""
        return cls(contribution=ContributionLine.of(booked.line), goal=GoalAnswer.of(booked.goal))
