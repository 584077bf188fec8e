"""What the library keeps of people, and how it is taken along and erased."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Bookmark, Folder, Rating, Reading
from mingus.articles.service import sealing
from mingus.core import personal_data
from mingus.core.db import act_for
from mingus.core.tenancy import Member

OWN: Final = (Bookmark, Folder, Reading, Rating)


def register() -> None:
    """Answer for the tables of this package."""
    tables = frozenset(model.__tablename__ for model in OWN)
    personal_data.register(
        personal_data.PersonalData("articles", tables, export=_export, erase=_erase, export_for=export_for)
    )


def export_for(db: Session, member: Member) -> Iterator[tuple[str, personal_data.Rows]]:
    """What this person saved, read and thought, with their notes and the names of folders opened."""
    act_for(db, member.person_id)
    for model in OWN:
        rows = db.execute(_rows_of(model, member.person_id)).mappings().all()
        yield model.__tablename__, [_opened(db, member, row) for row in rows]


def _rows_of(model: Any, person_id: UUID) -> Any:
    columns = list(model.__table__.columns)
    if "article_id" not in model.__table__.columns:
        return select(*columns).where(model.person_id == person_id)
    joined = select(*columns, Article.slug).outerjoin(Article, Article.id == model.article_id)
    return joined.where(model.person_id == person_id)


def _opened(db: Session, member: Member, row: Mapping[Any, Any]) -> dict[str, Any]:
    """The row with what was sealed in words."""
    plain = {name: value for name, value in row.items() if not name.endswith("_sealed")}
    if "note_sealed" in row:
        plain["note"] = sealing.opened_note(db, member, row["article_id"], row["note_sealed"])
    if "name_sealed" in row:
        plain["name"] = sealing.opened_name(db, member, row["id"], row["name_sealed"])
    return plain


def _export(_db: Session, _household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    return ()  # nothing here is a household's


def _erase(_db: Session, _household_id: UUID) -> None:
    """A person's rows go with the person, by their foreign key; a household has none."""
