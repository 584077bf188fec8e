"""Check-ins as programs read them. Amounts are decimal strings of `currency`."""

from datetime import date
from typing import Self
from uuid import UUID

from mingus.checkins.rules.statistics import Pattern
from mingus.checkins.schemas.views import CheckInView, Week
from mingus.core.fields import Outgoing


class CheckInAnswer(Outgoing):
    """One week. Answers that were left out are null."""

    id: UUID
    week_on: date
    status: str
    mood: int | None = None
    stress: int | None = None
    sleep: int | None = None
    movement: int | None = None
    money_control: int | None = None
    spending_regret: int | None = None
    note: str

    @classmethod
    def of(cls, view: CheckInView) -> Self:
        """`view` for programs."""
        return cls(id=view.id, week_on=view.week_on, status=view.status, note=view.note, **view.scores)


class CheckInList(Outgoing):
    """Check-ins, newest first."""

    items: list[CheckInAnswer]
    next_cursor: str | None


class GoalMoveAnswer(Outgoing):
    """How far a goal moved in the week."""

    goal_id: UUID
    title: str
    amount: str
    currency: str


class WeekAnswer(Outgoing):
    """A week that can be written: its check-in or null, and what it brought. Unknown amounts are null.

    `other_open_on` is the other week that can be written today; `streak_needs_on` the one without which, if it is not
    written today, the row of weeks ends.
    """

    week_on: date
    is_this_week: bool
    other_open_on: date | None
    check_in: CheckInAnswer | None
    currency: str | None
    spent: str | None
    kept: str | None
    usually_spent: str | None
    goals: list[GoalMoveAnswer]
    streak: int
    longest_streak: int
    streak_needs_on: date | None

    @classmethod
    def of(cls, week: Week) -> Self:
        """`week` for programs."""
        closing = week.closing
        return cls(
            week_on=week.week_on,
            is_this_week=week.is_this_week,
            other_open_on=week.other_open,
            check_in=CheckInAnswer.of(week.check_in) if week.check_in else None,
            currency=closing.spent.currency if closing.spent else None,
            spent=closing.spent.decimal_string() if closing.spent else None,
            kept=closing.kept.decimal_string() if closing.kept else None,
            usually_spent=closing.usual.decimal_string() if closing.usual else None,
            goals=[
                GoalMoveAnswer(
                    goal_id=move.goal_id,
                    title=move.name,
                    amount=move.amount.decimal_string(),
                    currency=move.amount.currency,
                )
                for move in closing.moves
            ],
            streak=week.streak.current,
            longest_streak=week.streak.longest,
            streak_needs_on=week.streak.needs_on,
        )


class PatternAnswer(Outgoing):
    """Whether two numbers of the same weeks go together; says nothing of why. Null figures where none can be had."""

    first: str
    second: str
    weeks: int
    verdict: str
    rho: float | None
    low: float | None
    high: float | None
    confidence_percent: int
    sentence: str

    @classmethod
    def of(cls, found: Pattern, confidence_percent: int, sentence: str) -> Self:
        """`found` for programs, to two decimals."""
        rounded = [None if value is None else round(value, 2) for value in (found.rho, found.low, found.high)]
        rho, low, high = rounded
        return cls(
            first=found.first,
            second=found.second,
            weeks=found.weeks,
            verdict=found.verdict,
            rho=rho,
            low=low,
            high=high,
            confidence_percent=confidence_percent,
            sentence=sentence,
        )


class PatternList(Outgoing):
    """Every pair that is looked at."""

    items: list[PatternAnswer]
