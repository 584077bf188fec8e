"""What feeds and search engines are told of articles: addresses, summaries and days, and no text."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.articles.models import Article
from mingus.articles.models.library import LIVE
from mingus.articles.rules.words import topic_name
from mingus.core.db import read

IN_A_FEED: Final = 30
IN_A_MAP: Final = 50_000  # the most a sitemap may hold (sitemaps.org)


@dataclass(frozen=True, slots=True)
class Told:
    """An article as a feed tells of it."""

    url: str
    title: str
    summary: str
    topic: str
    published_at: datetime
    changed_on: date


def newest(db: Session) -> list[Told]:
    """The newest articles."""
    return _told(db, IN_A_FEED)


def every(db: Session) -> list[Told]:
    """All of them."""
    return _told(db, IN_A_MAP)


def changed_at(db: Session) -> datetime | None:
    """When anything that readers see was changed last; None without any article."""
    return db.scalar(select(func.max(Article.changed_at)))


def _told(db: Session, at_most: int) -> list[Told]:
    columns = (Article.slug, Article.title, Article.summary, Article.topics, Article.published_on, Article.updated_on)
    newest_first = (Article.published_on.desc(), Article.place, Article.title, Article.slug)
    rows = read(db, select(*columns).where(Article.status == LIVE).order_by(*newest_first).limit(at_most))
    return [
        Told(
            url=f"/library/{row.slug}",
            title=row.title,
            summary=row.summary,
            topic=topic_name(row.topics[0]),
            published_at=datetime.combine(row.published_on, time(12), UTC),
            changed_on=row.updated_on,
        )
        for row in rows
    ]
