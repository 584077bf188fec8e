"""What people send about goals, from forms and programs alike, and what they get back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from mingus.core.fields import AmountText, Currency, EmptyIsNone, Incoming, Name, Note, Outgoing
from mingus.core.fields import PositiveAmountText as PositiveText
from mingus.core.money import Money
from mingus.goals import kinds, rules, words
from mingus.goals.models import KINDS, SOURCES, STATUSES


def _one_of(allowed: tuple[str, ...], text: str) -> str:
    if text not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}")
    return text


Category = Annotated[
    str, AfterValidator(lambda text: _one_of(KINDS, text)), Field(json_schema_extra={"enum": list(KINDS)})
]
Status = Annotated[
    str, AfterValidator(lambda text: _one_of(STATUSES, text)), Field(json_schema_extra={"enum": list(STATUSES)})
]
Source = Annotated[
    str, AfterValidator(lambda text: _one_of(SOURCES, text)), Field(json_schema_extra={"enum": list(SOURCES)})
]
Priority = Annotated[int, Field(ge=1, le=5)]
OptionalDate = Annotated[date | None, EmptyIsNone]
OptionalAmount = Annotated[PositiveText | None, EmptyIsNone]


class GoalDraft(Incoming):
    """A goal as someone describes it: a date, or a monthly amount from which the date follows, or neither yet."""

    title: Name
    target_amount: PositiveText
    current_amount: Annotated[AmountText | None, EmptyIsNone] = None
    target_date: OptionalDate = None
    monthly_amount: OptionalAmount = None
    category: Category = "custom"
    priority: Priority = 3
    currency: Annotated[Currency | None, EmptyIsNone] = None
    note: Note = ""


class GoalChange(Incoming):
    """What to change; fields that are not sent stay. `current_amount` is booked as a contribution of the difference.

    A date replaces a monthly amount and the other way round; null takes either away.
    """

    title: Name | None = None
    target_amount: PositiveText | None = None
    current_amount: Annotated[AmountText | None, EmptyIsNone] = None
    target_date: OptionalDate = None
    monthly_amount: OptionalAmount = None
    category: Category | None = None
    priority: Priority | None = None
    status: Status | None = None
    note: Note | None = None


class ContributionDraft(Incoming):
    """Money put towards a goal, or taken back (negative)."""

    amount: AmountText
    source: Source = "manual"
    made_on: OptionalDate = None
    note: Note = ""


class PageWanted(Incoming):
    """A page of contributions; `cursor` goes on from an earlier page."""

    cursor: Annotated[str | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as pages show it, every figure finished."""

    id: UUID
    name: str
    kind: str
    priority: int
    status: str
    note: str
    target: Money
    saved: Money
    missing: Money
    percent: int
    target_on: date | None
    monthly: Money | None
    due_on: date | None
    needed: Money | None
    pace: str
    is_reached: bool
    created_at: datetime
    deleted_at: datetime | None

    @property
    def url(self) -> str:
        """Its page."""
        return f"/goals/{self.id}"

    @property
    def kind_name(self) -> str:
        return kinds.kind(self.kind).name

    @property
    def icon(self) -> str:
        return kinds.kind(self.kind).icon

    @property
    def milestones(self) -> list[rules.Milestone]:
        return rules.milestones(self.target, self.saved)


@dataclass(frozen=True, slots=True)
class ContributionView:
    """One contribution as pages show it."""

    id: UUID
    amount: Money
    source: str
    made_on: date
    note: str

    @property
    def about(self) -> str:
        """Where it came from and what was noted, in one line."""
        return " · ".join(part for part in (words.SOURCES.get(self.source, ""), self.note) if part)


@dataclass(frozen=True, slots=True)
class ContributionPage:
    """Some of a goal's contributions, newest first; `next_cursor` leads to older ones."""

    lines: list[ContributionView]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Booked:
    """What a contribution did: its line, the goal after it, and the milestone it passed, in percent."""

    line: ContributionView
    goal: GoalView
    passed: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """All active goals against what the household keeps in a usual month."""

    surplus: Money | None
    whole: rules.Feasibility
    headline: str
    sentence: str

    def date_of(self, goal: GoalView, today: date) -> date | None:
        """When `goal` would be done at a pace that fits; its own date when everything fits."""
        if self.whole.verdict == "feasible":
            return goal.due_on
        return rules.date_within(goal.missing, goal.needed, self.whole, today)

    def sentence_of(self, goal: GoalView, today: date) -> str:
        """Whether `goal` fits, in words."""
        return words.fit_of_one(self.whole, self.date_of(goal, today))


@dataclass(frozen=True, slots=True)
class Overview:
    """Every goal of a household for its page."""

    goals: list[GoalView]
    deleted: list[GoalView]
    outlook: Outlook

    def by_status(self) -> dict[str, list[GoalView]]:
        """The goals as the page groups them: active, resting (paused), closed, and deleted."""
        return {
            "active": [goal for goal in self.goals if goal.status == "active"],
            "resting": [goal for goal in self.goals if goal.status == "paused"],
            "closed": [goal for goal in self.goals if goal.status in {"completed", "cancelled"}],
            "deleted": self.deleted,
        }


@dataclass(frozen=True, slots=True)
class Detail:
    """One goal for its page: what was put aside, and whether it fits."""

    goal: GoalView
    contributions: ContributionPage
    fit: str


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
