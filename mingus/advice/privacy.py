"""What advice keeps of people, and how it is taken along, left and erased."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.advice.models import AdviceDecision
from mingus.core import personal_data
from mingus.core.tenancy import Member


def register() -> None:
    """Answer for the table of this package."""
    personal_data.register(
        personal_data.PersonalData(
            "advice",
            frozenset({AdviceDecision.__tablename__}),
            export=_export,
            erase=_erase,
            export_for=_export_for,
            leave=_leave,
        )
    )


def _export(db: Session, household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    yield AdviceDecision.__tablename__, _rows(db, AdviceDecision.household_id == household_id)


def _export_for(db: Session, member: Member) -> Iterable[tuple[str, personal_data.Rows]]:
    yield AdviceDecision.__tablename__, _rows(db, *_of(member))


def _erase(db: Session, household_id: UUID) -> None:
    db.execute(delete(AdviceDecision).where(AdviceDecision.household_id == household_id))


def _leave(db: Session, member: Member) -> None:
    db.execute(delete(AdviceDecision).where(*_of(member)))


def _rows(db: Session, *conditions: Any) -> personal_data.Rows:
    columns = [column for column in AdviceDecision.__table__.columns if column.name != "household_id"]
    return db.execute(select(*columns).where(*conditions).order_by(AdviceDecision.rule)).mappings().all()


def _of(member: Member) -> tuple[Any, ...]:
    return AdviceDecision.household_id == member.household_id, AdviceDecision.person_id == member.person_id
