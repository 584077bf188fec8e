"""Which goals came nearer between two days, and by how much."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import GoalMove


def moved(db: Session, member: Member, since: date, until: date) -> list[GoalMove]:
    """What was put towards each goal, less what was taken back, from one day to the other; the most first."""
    total = func.sum(Contribution.amount_minor)
    wanted = (
        select(Goal.id, Goal.title, Goal.currency, total.label("minor"))
        .join(Contribution, (Contribution.household_id == Goal.household_id) & (Contribution.goal_id == Goal.id))
        .where(Goal.household_id == member.household_id, Goal.deleted_at.is_(None))
        .where(Contribution.made_on.between(since, until))
        .group_by(Goal.household_id, Goal.id)
        .having(total != 0)
        .order_by(total.desc(), Goal.id)
    )
    return [GoalMove(row.id, row.title, Money(int(row.minor), row.currency)) for row in db.execute(wanted)]
