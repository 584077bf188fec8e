"""Articles and every text they ever had. They belong to nobody: the same for all people and households."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id

PHASES: Final = ("be", "do", "have")
LEVELS: Final = ("beginner", "intermediate", "advanced")
LIVE: Final = "live"
UNPUBLISHED: Final = "unpublished"
FILE: Final = "file"
OPERATOR: Final = "operator"
SEARCH: Final = (
    "setweight(to_tsvector('english'::regconfig, title), 'A'::\"char\")"
    " || setweight(to_tsvector('english'::regconfig, (summary || ' '::text) || keywords), 'B'::\"char\")"
    " || setweight(to_tsvector('english'::regconfig, body_text), 'D'::\"char\")"
)


def _one_of(column: str, allowed: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(each) for each in allowed)})"


class Article(Base):
    """One article as people read it: the live version taken apart, drawn as HTML once, ready to be searched.

    `waiting_number` is a newer text of the release that did not replace an operator's. `updated_on` is the day from
    which readers have had this text. `stamp` says by which drawing and facts the HTML was made. Ratings are counted
    here without names, because nobody sees another person's.
    """

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint(_one_of("status", (LIVE, UNPUBLISHED)), name="status_known"),
        CheckConstraint(_one_of("origin", (FILE, OPERATOR)), name="origin_known"),
        CheckConstraint(_one_of("phase", PHASES), name="phase_known"),
        CheckConstraint(_one_of("level", LEVELS), name="level_known"),
        Index("articles_by_slug", "slug", unique=True),
        Index("articles_in_order", "status", "place", "title", "slug"),
        Index("articles_by_change", "changed_at"),
        Index("articles_by_search", "search", postgresql_using="gin"),
    )

    id: Mapped[Id]
    slug: Mapped[str]
    status: Mapped[str]
    number: Mapped[int]
    origin: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    phase: Mapped[str]
    level: Mapped[str]
    place: Mapped[int] = mapped_column(SmallInteger)
    topics: Mapped[list[str]] = mapped_column(ARRAY(Text))
    objectives: Mapped[list[str]] = mapped_column(ARRAY(Text))
    prerequisites: Mapped[list[str]] = mapped_column(ARRAY(Text))
    related: Mapped[list[str]] = mapped_column(ARRAY(Text))
    goal: Mapped[str | None]
    assessment: Mapped[str | None]
    author: Mapped[str]
    published_on: Mapped[date]
    updated_on: Mapped[date]
    reading_minutes: Mapped[int] = mapped_column(SmallInteger)
    keywords: Mapped[str]
    body_text: Mapped[str]
    html: Mapped[str]
    outline: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    stamp: Mapped[str]
    file_hash: Mapped[str | None]
    waiting_number: Mapped[int | None]
    due_number: Mapped[int | None]
    due_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    useful_count: Mapped[int] = mapped_column(default=0)
    not_useful_count: Mapped[int] = mapped_column(default=0)
    stars_count: Mapped[int] = mapped_column(default=0)
    stars_sum: Mapped[int] = mapped_column(default=0)
    search: Mapped[Any] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True), nullable=False)


class ArticleVersion(Base):
    """One text an article had or has: the whole Markdown with its head. Written once, never changed."""

    __tablename__ = "article_versions"
    __table_args__ = (CheckConstraint(_one_of("origin", (FILE, OPERATOR)), name="origin_known"),)

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str]
    text: Mapped[str]
    note: Mapped[str]
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
