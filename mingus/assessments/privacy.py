"""What assessments keep of people, and how it is taken along and erased."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.assessments.models import Attempt, VisitorAttempt
from mingus.assessments.service import sealing
from mingus.core import personal_data
from mingus.core.crypto import Unreadable
from mingus.core.tenancy import Member


def register() -> None:
    """Answer for the tables of this package. What visitors answered names nobody and opens with their browser alone."""
    personal_data.register(
        personal_data.PersonalData(
            "assessments",
            frozenset({Attempt.__tablename__, VisitorAttempt.__tablename__}),
            export=lambda _db, _household_id: (),  # results are a person's, not their household's
            erase=_goes_with_its_person,
            export_for=_export,
        )
    )


def _export(db: Session, member: Member) -> Iterable[tuple[str, personal_data.Rows]]:
    """Every attempt of this person, its answers opened."""
    columns = [column for column in Attempt.__table__.columns if column.name != "definition_hash"]
    rows = db.execute(select(*columns).where(Attempt.person_id == member.person_id).order_by(Attempt.id)).mappings()
    yield Attempt.__tablename__, list(_opened(db, rows))


def _opened(db: Session, rows: Iterable[Mapping[Any, Any]]) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        said = {str(name): value for name, value in row.items() if name != "answers_sealed"}
        try:
            answers = sealing.opened(db, row["person_id"], row["id"], row["answers_sealed"])
        except Unreadable:
            answers = None
        yield {**said, "answers": answers}


def _goes_with_its_person(_db: Session, _household_id: UUID) -> None:
    """Nothing to do: a person's attempts are deleted with the person, by their foreign key."""
