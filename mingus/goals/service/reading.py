"""Reading goals: lists, and one goal."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, bindparam, case, select
from sqlalchemy.orm import Session

from mingus.core import retention
from mingus.core.clock import now, today
from mingus.core.db import read
from mingus.core.errors import NotFound
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Reader
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals import rules, words
from mingus.goals.models import Goal
from mingus.goals.schemas import GoalView

TRASH: Final = retention.TRASH  # how long a deleted goal can be restored
COLUMNS: Final = [column for column in Goal.__table__.columns if column.name != "created_by"]
_FIRST_ACTIVE: Final = case((Goal.status == "active", 0), (Goal.status == "paused", 1), else_=2)
_ORDER: Final = (_FIRST_ACTIVE, Goal.priority, Goal.due_on.nulls_last(), Goal.id)
_ACTIVE: Final = Fixed(  # built once, for the first page
    select(*COLUMNS)
    .where(Goal.household_id == bindparam("household_id"), Goal.deleted_at.is_(None), Goal.status == "active")
    .order_by(*_ORDER)
    .limit(bindparam("at_most", type_=Integer))
)


def list_goals(db: Session, member: Member) -> list[GoalView]:
    """Every goal of the household: active ones first, then by priority (1 first) and date."""
    return _views(db, member, Goal.deleted_at.is_(None))


def active_asked(member: Member, limit: int) -> Asked:
    """What `active` reads, for a glance."""
    return _ACTIVE, {"household_id": member.household_id, "at_most": limit}


def active(db: Reader, member: Member, limit: int) -> list[GoalView]:
    """The `limit` most important active goals."""
    day = today(member.time_zone)
    rows = read(db, *active_asked(member, limit))
    return [view(row, day) for row in rows]


def deleted(db: Session, member: Member) -> list[GoalView]:
    """What lies in the trash and can still be restored."""
    return _views(db, member, Goal.deleted_at > now() - TRASH)


def get(db: Session, member: Member, goal_id: UUID) -> GoalView:
    """One goal. Raises NotFound when there is none, or it is somebody else's."""
    found = _views(db, member, Goal.id == goal_id, Goal.deleted_at.is_(None))
    if not found:
        raise NotFound("There is no such goal.")
    return found[0]


def standing(goal: Goal | Row[Any]) -> rules.Standing:
    """What the arithmetic needs of a goal's row."""
    return rules.Standing(
        Money(goal.target_minor, goal.currency),
        Money(goal.saved_minor, goal.currency),
        goal.status,
        goal.due_on,
        Money(goal.monthly_minor, goal.currency) if goal.monthly_minor else None,
    )


def view(goal: Goal | Row[Any], day: date) -> GoalView:
    """A goal's row as pages and programs see it on `day`."""
    stands = standing(goal)
    return GoalView(
        id=goal.id,
        name=goal.title,
        kind=goal.kind,
        priority=goal.priority,
        status=goal.status,
        note=goal.note,
        target=stands.target,
        saved=stands.saved,
        missing=stands.missing,
        percent=rules.percent_saved(stands.target, stands.saved),
        target_on=goal.due_on,
        monthly=stands.monthly,
        due_on=rules.expected_on(stands, day),
        needed=rules.monthly_needed(stands, day),
        pace=words.pace(stands, day),
        is_reached=not stands.missing.minor,
        created_at=goal.created_at,
        deleted_at=goal.deleted_at,
    )


def _views(db: Session, member: Member, *which: ColumnElement[bool]) -> list[GoalView]:
    wanted = select(*COLUMNS).where(Goal.household_id == member.household_id, *which).order_by(*_ORDER)
    day = today(member.time_zone)
    return [view(row, day) for row in read(db, wanted)]
