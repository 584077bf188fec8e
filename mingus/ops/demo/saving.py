"""The demonstration's four goals, and what was put aside for them month by month. Their sum lies on the accounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus import goals
from mingus.core.clock import today
from mingus.core.money import Money
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.ops.demo import story
from mingus.ops.demo.story.lines import LOAN, Line, months

PUT_DAY: Final = 12
LOAN_MINOR: Final = 24_000_00  # what the degree cost
LOAN_PAID_BEFORE_MINOR: Final = 11_600_00


@dataclass(frozen=True, slots=True)
class DemoGoal:
    """A goal. `months_left` from today gives its date, `monthly_minor` a pace instead; `put_minor` came monthly."""

    title: str
    kind: str
    target_minor: int
    before_minor: int
    put_minor: int
    put_months: int
    months_left: int = 0
    monthly_minor: int = 0
    note: str = ""


_GOALS: Final = (
    DemoGoal("Emergency fund", "emergency_fund", 12_000_00, 3_890_00, 250_00, 18, 16, note="Three months of expenses."),
    DemoGoal("First-home down payment", "home_purchase", 22_000_00, 1_560_00, 225_00, 18, 66),
    DemoGoal("Student loan payoff", "debt_payoff", LOAN_MINOR, LOAN_PAID_BEFORE_MINOR, 0, 0, 0, 230_00),
    DemoGoal("Lisbon with friends", "vacation", 1_800_00, 0, 95_00, 8, 11, note="Flights, the flat, and good food."),
)


def begin(db: Session, member: Member) -> None:
    """Set the goals and book what was put aside for them so far."""
    day = today(member.time_zone)
    for number, goal in enumerate(_GOALS, start=1):
        draft = goals.GoalDraft(
            title=goal.title,
            target_amount=_text(goal.target_minor, member),
            target_date=add_months(first_of(day), goal.months_left) if goal.months_left else None,
            monthly_amount=_text(goal.monthly_minor, member) if goal.monthly_minor else None,
            category=goal.kind,
            priority=number,
            note=goal.note,
        )
        made = goals.create(db, member, draft)
        for on, minor, note in _put_aside(goal, day):
            _contribute(db, member, made.id, (on, minor, note))


def _put_aside(goal: DemoGoal, day: date) -> Iterator[tuple[date, int, str]]:
    first_on = story.first_day(day)
    if goal.before_minor:
        yield first_on, goal.before_minor, "Before Mingus"
    if goal.kind == "debt_payoff":
        yield from _principal([line for line in story.tell(first_on, day) if line.account == LOAN])
        return
    for month_on in months(first_on, day):
        on = month_on.replace(day=PUT_DAY)
        if month_on >= add_months(first_of(day), -goal.put_months) and on <= day:
            yield on, goal.put_minor, ""


def _principal(lines: list[Line]) -> Iterator[tuple[date, int, str]]:
    """What each payment took off the loan once the interest of the month before was paid."""
    interest_minor = 0
    for line in lines:
        if line.minor < 0:
            interest_minor -= line.minor
        else:
            yield line.on, line.minor - interest_minor, "Off the principal"
            interest_minor = 0


def _contribute(db: Session, member: Member, goal_id: UUID, put: tuple[date, int, str]) -> None:
    on, minor, note = put
    draft = goals.ContributionDraft(amount=_text(minor, member), made_on=on, note=note, source="automatic")
    goals.contribute(db, member, goal_id, draft)


def _text(minor: int, member: Member) -> str:
    return Money(minor, member.currency).decimal_string()
