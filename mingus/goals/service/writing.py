"""Changing goals: each function locks what it reads to write, and records what happened."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.clock import now, today
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.goals import rules
from mingus.goals.models import Goal
from mingus.goals.schemas import GoalChange, GoalDraft, GoalView
from mingus.goals.service.booking import locked, note_reached, set_saved
from mingus.goals.service.reading import TRASH, view

MAX_GOALS: Final = 100  # per household, the trash included; protects pages, not a product promise
FARTHEST: Final = timedelta(days=36525)
ONE_OF_BOTH: Final = "Give a date or a monthly amount; the other follows from it."


def create(db: Session, member: Member, draft: GoalDraft) -> GoalView:
    """Start a goal. Raises Refused for a date that is not ahead, or both a date and a monthly amount."""
    currency = draft.currency or member.currency
    _check_date(draft.target_date, member)
    if draft.target_date and draft.monthly_amount:
        raise Refused(ONE_OF_BOTH, fields={"monthly_amount": ONE_OF_BOTH})
    _check_room(db, member)
    monthly = draft.monthly_amount and money_of(draft.monthly_amount, currency, "monthly_amount")
    goal = Goal(
        household_id=member.household_id,
        id=new_id(),
        title=draft.title,
        kind=draft.category,
        priority=draft.priority,
        status="active",
        currency=currency,
        target_minor=money_of(draft.target_amount, currency, "target_amount").minor,
        saved_minor=0,
        due_on=draft.target_date,
        monthly_minor=monthly.minor if monthly else None,
        note=draft.note,
        created_by=member.person_id,
        created_at=now(),
        updated_at=now(),
    )
    db.add(goal)
    db.flush()
    _say(db, member, goal, "created")
    if draft.current_amount:
        set_saved(db, member, goal, money_of(draft.current_amount, currency, "current_amount"))
    return view(goal, today(member.time_zone))


def edit(db: Session, member: Member, goal_id: UUID, change: GoalChange) -> GoalView:
    """Change what `change` says and leave the rest. Raises NotFound, and Refused naming the field."""
    goal = locked(db, member, goal_id)
    for name, column in (("title", "title"), ("category", "kind"), ("priority", "priority"), ("note", "note")):
        if getattr(change, name) is not None:
            setattr(goal, column, getattr(change, name))
    if change.target_amount is not None:
        goal.target_minor = money_of(change.target_amount, goal.currency, "target_amount").minor
    _replan(goal, change, member)
    goal.updated_at = now()
    _say(db, member, goal, "edited")
    if change.current_amount is not None:
        set_saved(db, member, goal, money_of(change.current_amount, goal.currency, "current_amount"))
    note_reached(db, member, goal)
    if change.status is not None and change.status != goal.status:
        _move(db, member, goal, change.status)
    return view(goal, today(member.time_zone))


def change_status(db: Session, member: Member, goal_id: UUID, status: str) -> GoalView:
    """Pause, resume, complete, cancel or reopen a goal; the same again does nothing. Raises NotFound, Conflict."""
    goal = locked(db, member, goal_id)
    if status != goal.status:
        _move(db, member, goal, status)
    return view(goal, today(member.time_zone))


def delete(db: Session, member: Member, goal_id: UUID) -> None:
    """Put a goal into the trash, from where it can be restored for 30 days. Raises NotFound."""
    goal = locked(db, member, goal_id)
    goal.deleted_at = now()
    _say(db, member, goal, "deleted")


def restore(db: Session, member: Member, goal_id: UUID) -> GoalView:
    """Take a goal out of the trash; one that is not in it stays as it is. Raises NotFound, also after 30 days."""
    goal = locked(db, member, goal_id, also_deleted=True)
    if goal.deleted_at is not None:
        if goal.deleted_at < now() - TRASH:
            raise NotFound("There is no such goal.")
        goal.deleted_at = None
        _say(db, member, goal, "restored")
    return view(goal, today(member.time_zone))


def _replan(goal: Goal, change: GoalChange, member: Member) -> None:
    """A date and a monthly amount replace each other; whatever was not sent stays otherwise."""
    if change.target_date and change.monthly_amount:
        raise Refused(ONE_OF_BOTH, fields={"monthly_amount": ONE_OF_BOTH})
    if change.target_date != goal.due_on:
        _check_date(change.target_date, member)  # a date that passed meanwhile may stay as it is
    if "target_date" in change.model_fields_set or change.monthly_amount:
        goal.due_on = change.target_date
    if change.monthly_amount:
        goal.monthly_minor = money_of(change.monthly_amount, goal.currency, "monthly_amount").minor
    elif change.target_date or "monthly_amount" in change.model_fields_set:
        goal.monthly_minor = None


def _move(db: Session, member: Member, goal: Goal, status: str) -> None:
    if status not in rules.CHANGES[goal.status]:
        raise Conflict(f"A goal that is {goal.status} can’t become {status}.")
    goal.status, goal.updated_at = status, now()
    _say(db, member, goal, status)


def _check_date(due_on: date | None, member: Member) -> None:
    day = today(member.time_zone)
    if due_on and due_on <= day:
        raise Refused("Choose a date in the future.", fields={"target_date": "Choose a date in the future."})
    if due_on and due_on > day + FARTHEST:
        raise Refused("Choose a nearer date.", fields={"target_date": "Choose a date within a hundred years."})


def _check_room(db: Session, member: Member) -> None:
    count = select(func.count()).select_from(Goal).where(Goal.household_id == member.household_id)
    if (db.scalar(count.where(Goal.deleted_at.is_(None))) or 0) >= MAX_GOALS:
        raise Refused(f"A household can have at most {MAX_GOALS} goals.")


def _say(db: Session, member: Member, goal: Goal, change: str) -> None:
    events.record(db, events.GoalChanged(member.household_id, member.person_id, goal.id, change))
