"""Goals as pages show them: every figure finished, so that templates decide nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingus.core.money import Money
from mingus.goals import kinds, rules, words


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
class GoalMove:
    """How far a goal moved in some days: put aside less taken back."""

    goal_id: UUID
    name: str
    amount: Money

    @property
    def url(self) -> str:
        """The goal's page."""
        return f"/goals/{self.goal_id}"


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
