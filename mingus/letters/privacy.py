"""What letters keep of people, and how it is taken along and erased."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.core import personal_data
from mingus.core.tenancy import Member
from mingus.letters.models import Letter


def register() -> None:
    """Answer for the table of this package."""
    personal_data.register(
        personal_data.PersonalData(
            "letters",
            frozenset({Letter.__tablename__}),
            export=lambda _db, _household_id: (),  # they were written to a person, not to their household
            erase=lambda _db, _household_id: None,  # they go with their person, by the foreign key
            export_for=_export,
        )
    )


def _export(db: Session, member: Member) -> Iterable[tuple[str, personal_data.Rows]]:
    """Which letters were written to this person, and when."""
    columns = select(Letter.id, Letter.person_id, Letter.kind, Letter.week_on, Letter.queued_at)
    rows = db.execute(columns.where(Letter.person_id == member.person_id).order_by(Letter.queued_at))
    yield Letter.__tablename__, rows.mappings().all()
