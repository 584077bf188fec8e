"""The one place that moves a goal's saved amount: a contribution's row and the sum beside it, under the row's lock."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.clock import now, today
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.money import MAX_MINOR, Money
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal


def locked(db: Session, member: Member, goal_id: UUID, *, also_deleted: bool = False) -> Goal:
    """The goal, locked until commit. Raises NotFound when there is none, or it is somebody else's."""
    wanted = select(Goal).where(Goal.household_id == member.household_id, Goal.id == goal_id).with_for_update()
    goal = db.scalar(wanted)
    if goal is None or (goal.deleted_at is not None and not also_deleted):
        raise NotFound("There is no such goal.")
    return goal


def add(db: Session, member: Member, goal: Goal, contribution: Contribution) -> None:
    """Book `contribution` on the locked `goal`. Raises Refused below zero or beyond what can be counted."""
    saved = goal.saved_minor + contribution.amount_minor
    if saved < 0:
        said = f"Only {Money(goal.saved_minor, goal.currency).text()} is saved; that is the most you can take back."
        raise Refused(said, fields={"amount": said})
    if saved > MAX_MINOR:
        raise Refused("That is more money than Mingus can count.", fields={"amount": "more than Mingus can count"})
    goal.saved_minor, goal.updated_at = saved, now()
    db.add(contribution)
    db.flush()
    note_reached(db, member, goal)


def set_saved(db: Session, member: Member, goal: Goal, saved: Money) -> None:
    """Book the difference between what is saved and `saved`; nothing when there is none."""
    if saved.minor < 0:
        raise Refused("That can’t be below zero.", fields={"current_amount": "can’t be below zero"})
    if difference := saved.minor - goal.saved_minor:
        add(db, member, goal, contribution(member, goal, Money(difference, goal.currency)))


def contribution(member: Member, goal: Goal, amount: Money, *, made_on: date | None = None) -> Contribution:
    """A fresh contribution by `member`, by hand and of today unless changed."""
    return Contribution(
        household_id=member.household_id,
        id=new_id(),
        goal_id=goal.id,
        amount_minor=amount.minor,
        source="manual",
        made_on=made_on or today(member.time_zone),
        made_by=member.person_id,
        note="",
        created_at=now(),
    )


def note_reached(db: Session, member: Member, goal: Goal) -> None:
    """Record GoalReached the first time everything is there, and never again."""
    if goal.reached_at is None and goal.saved_minor >= goal.target_minor:
        goal.reached_at = now()
        events.record(db, events.GoalReached(member.household_id, member.person_id, goal.id))
