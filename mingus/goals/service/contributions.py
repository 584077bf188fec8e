"""Contributions: money put towards a goal, and taken back."""

from typing import Final
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from mingus.core import cursors, events
from mingus.core.clock import today
from mingus.core.errors import Conflict, Refused
from mingus.core.fields import money_of
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals import rules
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import Booked, ContributionDraft, ContributionPage, ContributionView
from mingus.goals.service import booking
from mingus.goals.service.reading import view

PAGE: Final = 25
_COLUMNS: Final = (
    Contribution.id,
    Contribution.amount_minor,
    Contribution.source,
    Contribution.made_on,
    Contribution.note,
    Goal.currency,
)


def contribute(db: Session, member: Member, goal_id: UUID, draft: ContributionDraft) -> Booked:
    """Put money towards a goal, or take it back (negative). Records GoalReached once.

    Raises NotFound, Conflict when the goal is closed, Refused naming the field.
    """
    goal = booking.locked(db, member, goal_id)
    if goal.status in {"completed", "cancelled"}:
        raise Conflict("This goal is closed. Open it again first.")
    amount = money_of(draft.amount, goal.currency, "amount")
    day = today(member.time_zone)
    _check(amount, draft, member)
    before = Money(goal.saved_minor, goal.currency)
    made = booking.contribution(member, goal, amount, made_on=draft.made_on)
    made.source, made.note = draft.source, draft.note
    deed = "saved" if amount.minor > 0 else "took back"
    events.record(db, events.GoalChanged(member.household_id, member.person_id, goal.id, deed))
    booking.add(db, member, goal, made)
    after = view(goal, day)
    passed = rules.milestone_between(after.target, before, after.saved)
    return Booked(ContributionView(made.id, amount, made.source, made.made_on, made.note), after, passed)


def contributions(
    db: Session, member: Member, goal_id: UUID, *, cursor: str | None = None, limit: int = PAGE
) -> ContributionPage:
    """A page of a goal's contributions, newest first. Empty for anybody else's; Refused for a strange `cursor`."""
    here = (Contribution.household_id == member.household_id, Contribution.goal_id == goal_id)
    wanted = (
        select(*_COLUMNS)
        .join(Goal, (Goal.household_id == Contribution.household_id) & (Goal.id == Contribution.goal_id))
        .where(*here, Goal.deleted_at.is_(None))
        .order_by(Contribution.made_on.desc(), Contribution.id.desc())
        .limit(limit + 1)
    )
    if cursor is not None:
        place = tuple_(Contribution.made_on, Contribution.id)
        wanted = wanted.where(place < cursors.decode(member.household_id, cursor))
    lines = [
        ContributionView(row.id, Money(row.amount_minor, row.currency), row.source, row.made_on, row.note)
        for row in db.execute(wanted)
    ]
    last = lines[limit - 1] if len(lines) > limit else None
    return ContributionPage(lines[:limit], cursors.encode(member.household_id, last.made_on, last.id) if last else None)


def _check(amount: Money, draft: ContributionDraft, member: Member) -> None:
    if not amount.minor:
        raise Refused("Enter an amount other than zero.", fields={"amount": "Enter an amount other than zero."})
    if draft.made_on and draft.made_on > today(member.time_zone):
        raise Refused("That day is still to come.", fields={"made_on": "That day is still to come."})
