"""What check-ins keep of people, and how it is taken along and erased."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.checkins.models import CheckIn
from mingus.checkins.service.sealing import opened
from mingus.core import personal_data
from mingus.core.crypto import Unreadable
from mingus.core.tenancy import Member


def register() -> None:
    """Answer for the table of this package."""
    personal_data.register(
        personal_data.PersonalData(
            "checkins",
            frozenset({CheckIn.__tablename__}),
            export=lambda _db, _household_id: (),  # a week is a person's, not their household's
            erase=lambda _db, _household_id: None,  # it goes with its person, by the foreign key
            export_for=_export,
        )
    )


def _export(db: Session, member: Member) -> Iterable[tuple[str, personal_data.Rows]]:
    """Every week of this person, its answers opened."""
    columns = (CheckIn.id, CheckIn.person_id, CheckIn.week_on, CheckIn.status, CheckIn.answers_sealed)
    rows = db.execute(
        select(*columns, CheckIn.created_at, CheckIn.updated_at)
        .where(CheckIn.person_id == member.person_id)
        .order_by(CheckIn.week_on)
    ).mappings()
    yield CheckIn.__tablename__, [_opened(db, {str(name): value for name, value in row.items()}) for row in rows]


def _opened(db: Session, row: dict[str, Any]) -> dict[str, Any]:
    kept = row.pop("answers_sealed")
    try:
        answers = opened(db, row["person_id"], row["id"], kept)
    except Unreadable:
        return row
    return {**row, **answers.scores, "note": answers.note}
