"""What the library keeps of people, and how it is taken along and erased."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Bookmark, Folder, Rating, Reading
from mingus.core import crypto, personal_data
from mingus.core.crypto import Unreadable
from mingus.core.db import act_for
from mingus.core.tenancy import Member

OWN: Final = (Bookmark, Folder, Reading, Rating)
UNAVAILABLE: Final = "unavailable"


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
        yield model.__tablename__, [_opened(db, member, model.__tablename__, row) for row in rows]


def _rows_of(model: Any, person_id: UUID) -> Any:
    columns = list(model.__table__.columns)
    if "article_id" not in model.__table__.columns:
        return select(*columns).where(model.person_id == person_id)
    joined = select(*columns, Article.slug).outerjoin(Article, Article.id == model.article_id)
    return joined.where(model.person_id == person_id)


def _opened(db: Session, member: Member, table: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    """The row with what was sealed in words."""
    plain = {name: value for name, value in row.items() if not name.endswith("_sealed")}
    for name, sealed in row.items():
        if name.endswith("_sealed") and sealed is not None:
            row_id = row.get("id") or row["article_id"]
            plain[name.removesuffix("_sealed")] = _open(db, member, sealed, (table, name, row_id))
    return plain


def _open(db: Session, member: Member, sealed: bytes, place: tuple[str, str, UUID]) -> str:
    table, column, row_id = place
    try:
        key = crypto.data_key(db, "person", member.person_id)
        return key.open(sealed, table=table, column=column, row_id=row_id)
    except Unreadable:
        return UNAVAILABLE


def _export(_db: Session, _household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    return ()  # nothing here is a household's


def _erase(_db: Session, _household_id: UUID) -> None:
    """A person's rows go with the person, by their foreign key; a household has none."""
