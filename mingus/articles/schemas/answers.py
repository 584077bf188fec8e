"""Articles as programs read them."""

from datetime import date, datetime
from html import escape
from typing import Any, Self
from uuid import UUID

from mingus.articles.schemas.views import (
    ArticleView,
    Card,
    FolderView,
    Found,
    Listing,
    Neighbour,
    Recommendation,
    Saved,
)
from mingus.core.fields import Outgoing


class ArticleAnswer(Outgoing):
    """An article in a list. `is_open` is decided here; progress is null for visitors and before one has begun."""

    slug: str
    title: str
    summary: str
    phase: str
    level: str
    topics: list[str]
    reading_minutes: int
    published: date
    updated: date
    is_open: bool
    percent_read: int | None
    is_read: bool
    is_saved: bool

    @classmethod
    def of(cls, card: Card) -> Self:
        """`card` for programs."""
        return cls(**_plain(card))


class ArticleList(Outgoing):
    """A page of articles; `next_after` goes on where this one ends."""

    items: list[ArticleAnswer]
    next_after: str | None = None

    @classmethod
    def of(cls, listing: Listing) -> Self:
        """`listing` for programs."""
        return cls(items=[ArticleAnswer.of(card) for card in listing.cards], next_after=listing.after or None)


class Featured(ArticleAnswer):
    """An article that is worth beginning with, and why."""

    reason: str

    @classmethod
    def because(cls, recommendation: Recommendation) -> Self:
        """`recommendation` for programs."""
        return cls(**_plain(recommendation.card), reason=recommendation.reason)


class FeaturedList(Outgoing):
    """What to read next."""

    items: list[Featured]


class Hit(ArticleAnswer):
    """An article that was found; `highlight` is HTML with nothing in it but <mark> around the words."""

    highlight: str


class SearchAnswer(Outgoing):
    """What was found. `meant` is what was looked for instead of a misspelt word."""

    items: list[Hit]
    meant: str | None
    is_cut: bool

    @classmethod
    def of(cls, found: Found) -> Self:
        """`found` for programs."""
        hits = [Hit(**_plain(card), highlight=_marked(card)) for card in found.cards]
        return cls(items=hits, meant=found.meant or None, is_cut=found.is_cut)


class NeighbourAnswer(Outgoing):
    """An article that another names."""

    slug: str
    title: str
    phase: str
    level: str
    reading_minutes: int
    is_open: bool

    @classmethod
    def of(cls, neighbour: Neighbour) -> Self:
        """`neighbour` for programs."""
        return cls(
            slug=neighbour.slug,
            title=neighbour.title,
            phase=neighbour.phase,
            level=neighbour.level,
            reading_minutes=neighbour.reading_minutes,
            is_open=neighbour.is_open,
        )


class WholeArticle(ArticleAnswer):
    """An article with its text, where it is open: else `html` is null and `opens_when` says what opens it."""

    author: str
    objectives: list[str]
    prerequisites: list[NeighbourAnswer]
    related: list[NeighbourAnswer]
    goal: str | None
    assessment: str | None
    html: str | None
    outline: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    opens_when: str | None
    note: str | None
    folder_id: UUID | None
    is_useful: bool | None
    stars: int | None

    @classmethod
    def whole(cls, article: ArticleView) -> Self:
        """`article` for programs."""
        return cls(
            **_plain(article.card),
            author=article.author,
            objectives=article.objectives,
            prerequisites=[NeighbourAnswer.of(each) for each in article.before],
            related=[NeighbourAnswer.of(each) for each in article.related],
            goal=article.goal,
            assessment=article.assessment,
            html=str(article.html) or None,
            outline=article.outline,
            sources=article.sources,
            opens_when=article.closed or None,
            note=article.mine.note or None,
            folder_id=article.mine.folder_id,
            is_useful=article.mine.is_useful,
            stars=article.mine.stars,
        )


class SavedAnswer(ArticleAnswer):
    """A bookmark."""

    note: str
    folder_id: UUID | None
    saved_at: datetime

    @classmethod
    def saved(cls, saved: Saved) -> Self:
        """`saved` for programs."""
        return cls(**_plain(saved.card), note=saved.note, folder_id=saved.folder_id, saved_at=saved.created_at)


class SavedList(Outgoing):
    """A person’s bookmarks, newest first."""

    items: list[SavedAnswer]


class FolderAnswer(Outgoing):
    """A folder of bookmarks, and how many lie in it."""

    id: UUID
    name: str
    count: int

    @classmethod
    def of(cls, folder: FolderView) -> Self:
        """`folder` for programs."""
        return cls(id=folder.id, name=folder.name, count=folder.count)


class FolderList(Outgoing):
    """A person’s folders by name."""

    items: list[FolderAnswer]


def _marked(card: Card) -> str:
    return "".join(f"<mark>{escape(text)}</mark>" if is_hit else escape(text) for text, is_hit in card.hit)


def _plain(card: Card) -> dict[str, Any]:
    return {
        "slug": card.slug,
        "title": card.title,
        "summary": card.summary,
        "phase": card.phase,
        "level": card.level,
        "topics": card.topics,
        "reading_minutes": card.reading_minutes,
        "published": card.published_on,
        "updated": card.updated_on,
        "is_open": card.is_open,
        "percent_read": card.percent,
        "is_read": card.is_finished,
        "is_saved": card.is_saved,
    }
