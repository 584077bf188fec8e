"""What a person keeps of the library: bookmarks in folders, how far they read, what they thought of it.

Nothing here points to `articles` by a foreign key, since a person's rows begin with the person in every key; an article
is never deleted, only unpublished.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id


class Folder(Base):
    """A folder for bookmarks. Its name can say a lot about somebody, so it is sealed."""

    __tablename__ = "article_folders"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[Id]
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class Bookmark(Base):
    """An article somebody saved, with a note of theirs (sealed)."""

    __tablename__ = "article_bookmarks"
    __table_args__ = (
        ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["person_id", "folder_id"],
            ["article_folders.person_id", "article_folders.id"],
            ondelete="SET NULL (folder_id)",
        ),
        Index("article_bookmarks_newest", "person_id", "created_at"),
    )

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    article_id: Mapped[UUID] = mapped_column(primary_key=True)
    folder_id: Mapped[UUID | None]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class Reading(Base):
    """How far somebody is in an article, in percent of its text."""

    __tablename__ = "article_readings"
    __table_args__ = (
        ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_known"),
        Index("article_readings_newest", "person_id", "read_at"),
    )

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    article_id: Mapped[UUID] = mapped_column(primary_key=True)
    percent: Mapped[int] = mapped_column(SmallInteger)
    finished_at: Mapped[datetime | None]
    read_at: Mapped[datetime]


class Rating(Base):
    """Whether an article was useful to somebody, and how good it is from 1 to 5. One a person, changed at will."""

    __tablename__ = "article_ratings"
    __table_args__ = (
        ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_known"),
    )

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    article_id: Mapped[UUID] = mapped_column(primary_key=True)
    is_useful: Mapped[bool | None]
    stars: Mapped[int | None] = mapped_column(SmallInteger)
    rated_at: Mapped[datetime]
