"""What goals keep of people, and how it is taken along and erased."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import personal_data
from mingus.goals.models import Contribution, Goal


def register() -> None:
    """Answer for the tables of this package."""
    tables = frozenset({Goal.__tablename__, Contribution.__tablename__})
    personal_data.register(personal_data.PersonalData("goals", tables, export=_export, erase=_erase))


def _export(db: Session, household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    for model in (Goal, Contribution):
        columns = [column for column in model.__table__.columns if column.name != "household_id"]
        rows = db.execute(select(*columns).where(model.household_id == household_id).order_by(model.id))
        yield model.__tablename__, rows.mappings().all()


def _erase(db: Session, household_id: UUID) -> None:
    db.execute(delete(Goal).where(Goal.household_id == household_id))  # contributions go with their goals
