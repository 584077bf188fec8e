"""What profile keeps of people, and how it is taken along and erased."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import personal_data
from mingus.core.tenancy import Member
from mingus.profile.models import Debt, PaySchedule, Profile
from mingus.profile.service import rows


def register() -> None:
    """Answer for the tables of this package."""
    tables = frozenset(model.__tablename__ for model in (Profile, PaySchedule, Debt))
    entry = personal_data.PersonalData(
        "profile", tables, export=_export, erase=_erase, export_for=_export_for, leave=_leave
    )
    personal_data.register(entry)


def _export(db: Session, household_id: UUID) -> Iterator[tuple[str, personal_data.Rows]]:
    """The household's; profiles are their people's, and go along with them alone."""
    for model in (PaySchedule, Debt):
        columns = [column for column in model.__table__.columns if column.name != "household_id"]
        found = db.execute(select(*columns).where(model.household_id == household_id).order_by(model.id))
        yield model.__tablename__, found.mappings().all()


def _export_for(db: Session, member: Member) -> Iterator[tuple[str, personal_data.Rows]]:
    yield Profile.__tablename__, _own(db, member)
    for table, found in _export(db, member.household_id):
        yield table, [_with_earner(row) for row in found]


def _with_earner(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Everybody of a household sees when each of them is paid: `person_id` would say that the row is one's own."""
    return {"earner_id" if name == "person_id" else name: value for name, value in row.items()}


def _own(db: Session, member: Member) -> list[dict[str, Any]]:
    row = rows.row_of(db, member.person_id)
    if row is None:
        return []
    words = rows.opened(db, row)
    plain = {name: value for name, value in row._asdict().items() if name != "facts_sealed"}
    return [{**plain, **words.said, "prefer_not_to_say": sorted(words.declined)}]


def _erase(db: Session, household_id: UUID) -> None:
    """A profile goes with its person; see the foreign key."""
    for model in (PaySchedule, Debt):
        db.execute(delete(model).where(model.household_id == household_id))


def _leave(db: Session, member: Member) -> None:
    """Whoever goes takes their pay along; what the household owes stays with it."""
    mine = (PaySchedule.household_id == member.household_id, PaySchedule.person_id == member.person_id)
    db.execute(delete(PaySchedule).where(*mine))
