"""Check-ins as pages show them: every figure finished, so that templates decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingus import goals
from mingus.checkins.questions import QUESTIONS
from mingus.checkins.rules.streaks import Streak
from mingus.checkins.rules.weeks import last_day
from mingus.core.charts import LineChart
from mingus.core.formatting import short_date
from mingus.core.money import Money


@dataclass(frozen=True, slots=True)
class CheckInView:
    """One week's check-in, opened. `is_readable` is false where its key is gone."""

    id: UUID
    week_on: date
    status: str
    scores: dict[str, int]
    note: str
    updated_at: datetime
    is_readable: bool = True

    @property
    def answers(self) -> list[tuple[str, int]]:
        """(title, score) of each answer, in the order of the questions."""
        return [(q.title, self.scores[q.key]) for q in QUESTIONS if q.key in self.scores]


@dataclass(frozen=True, slots=True)
class Closing:
    """What a week brought. Money is None where no row says anything of that week."""

    spent: Money | None
    kept: Money | None
    usual: Money | None
    spent_sentence: str
    moves: Sequence[goals.GoalMove]


@dataclass(frozen=True, slots=True)
class Week:
    """A week that can be written, and what there is of it."""

    week_on: date
    is_this_week: bool
    check_in: CheckInView | None
    closing: Closing
    streak: Streak
    streak_sentence: str
    other_open: date | None

    @property
    def title(self) -> str:
        """Nov 23 – Nov 29."""
        return f"{short_date(self.week_on)} – {short_date(last_day(self.week_on))}"

    @property
    def is_done(self) -> bool:
        return self.check_in is not None and self.check_in.status == "done"

    @property
    def is_skipped(self) -> bool:
        return self.check_in is not None and self.check_in.status == "skipped"


@dataclass(frozen=True, slots=True)
class Course:
    """One question over the weeks: its chart, or None before there are two answers."""

    key: str
    title: str
    scale: str
    latest: int | None
    chart: LineChart | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A pattern in words: a headline, and the figures behind it."""

    headline: str
    figures: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class History:
    """Everything so far: a course per question, what goes together, and the weeks."""

    courses: list[Course]
    sayings: list[Saying]
    note: str
    weeks: list[CheckInView]
    next_cursor: str | None
    streak: Streak
    streak_sentence: str
