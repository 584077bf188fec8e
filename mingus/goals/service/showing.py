"""What the pages of goals show, gathered in one transaction."""

from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core.clock import today
from mingus.core.tenancy import Member
from mingus.goals.schemas import Detail, Overview
from mingus.goals.service.contributions import contributions
from mingus.goals.service.fitting import outlook
from mingus.goals.service.reading import deleted, get, list_goals


def overview(db: Session, member: Member) -> Overview:
    """Every goal, the trash, and whether the active ones fit together."""
    return Overview(list_goals(db, member), deleted(db, member), outlook(db, member))


def detail(db: Session, member: Member, goal_id: UUID, *, cursor: str | None = None) -> Detail:
    """One goal with a page of its contributions. Raises NotFound when there is none, or it is somebody else's."""
    goal = get(db, member, goal_id)
    page = contributions(db, member, goal_id, cursor=cursor)
    fit = (
        outlook(db, member).sentence_of(goal, today(member.time_zone)) if asks(goal.status, goal.missing.minor) else ""
    )
    return Detail(goal, page, fit)


def asks(status: str, missing_minor: int) -> bool:
    """Whether a goal still asks for money: it is active and not all there."""
    return status == "active" and missing_minor > 0
