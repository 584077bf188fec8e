"""A person's shelf: everything they saved, by folder, and where they stopped reading."""

from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Bookmark, Folder, Reading
from mingus.articles.rules.levels import Scores
from mingus.articles.schemas.views import Card, FolderView, Saved
from mingus.articles.service import sealing
from mingus.articles.service.listing import card_of, cards_query
from mingus.core.clock import now
from mingus.core.db import read
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member

FOLDERS_AT_MOST: Final = 30
CONTINUED: Final = 3


def saved(db: Session, member: Member, scores: Scores, *, folder_id: UUID | None = None) -> list[Saved]:
    """What this person saved, newest first; of one folder if it is named."""
    query = cards_query(member).add_columns(Bookmark.note_sealed, Bookmark.folder_id, Bookmark.created_at)
    query = query.where(Bookmark.article_id.is_not(None)).order_by(Bookmark.created_at.desc(), Article.slug)
    if folder_id is not None:
        query = query.where(Bookmark.folder_id == folder_id)
    return [
        Saved(
            card_of(row, scores),
            sealing.opened_note(db, member, row.id, row.note_sealed),
            row.folder_id,
            row.created_at,
        )
        for row in read(db, query)
    ]


def folders(db: Session, member: Member) -> list[FolderView]:
    """This person's folders by name, with how much lies in each."""
    counted = (
        select(Bookmark.folder_id, func.count().label("kept"))
        .where(Bookmark.person_id == member.person_id)
        .group_by(Bookmark.folder_id)
        .subquery()
    )
    query = (
        select(Folder.id, Folder.name_sealed, func.coalesce(counted.c.kept, 0).label("kept"))
        .outerjoin(counted, counted.c.folder_id == Folder.id)
        .where(Folder.person_id == member.person_id)
    )
    found = [
        FolderView(row.id, sealing.opened_name(db, member, row.id, row.name_sealed), row.kept)
        for row in read(db, query)
    ]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def add_folder(db: Session, member: Member, name: str) -> FolderView:
    """A new folder. Raises Refused for a name that is taken, and beyond thirty."""
    there = folders(db, member)
    if name.casefold() in {each.name.casefold() for each in there}:
        raise Refused("You have a folder of that name.", fields={"name": "You have a folder of that name."})
    if len(there) >= FOLDERS_AT_MOST:
        said = f"{FOLDERS_AT_MOST} folders are the most. Take one away first."
        raise Refused(said, fields={"name": said})
    folder_id = new_id()
    sealed = sealing.sealed_name(db, member, folder_id, name)
    db.add(Folder(person_id=member.person_id, id=folder_id, name_sealed=sealed, created_at=now()))
    db.flush()
    return FolderView(folder_id, name)


def remove_folder(db: Session, member: Member, folder_id: UUID) -> None:
    """Take a folder away; what lay in it stays saved. Raises NotFound for one that is not theirs."""
    mine = delete(Folder).where(Folder.person_id == member.person_id, Folder.id == folder_id)
    if db.scalar(mine.returning(Folder.id)) is None:
        raise NotFound("There is no such folder.")


def going_on(db: Session, member: Member, scores: Scores) -> list[Card]:
    """What this person has begun and not finished, the latest first."""
    begun = (Reading.percent > 0, Reading.finished_at.is_(None))
    query = cards_query(member).where(*begun).order_by(Reading.read_at.desc(), Article.slug).limit(CONTINUED)
    return [card_of(row, scores) for row in read(db, query)]
