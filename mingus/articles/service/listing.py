"""Lists of articles: filtered, in the library's order, a page at a time. What is not live does not exist here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Text, and_, bindparam, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Bookmark, Reading
from mingus.articles.models.library import LIVE
from mingus.articles.rules.levels import Scores, is_open
from mingus.articles.schemas.views import Card, Listing
from mingus.core.db import read
from mingus.core.fixed import Fixed
from mingus.core.tenancy import Member

PAGE: Final = 24
SUMMARY: Final = (
    *(Article.id, Article.slug, Article.title, Article.summary, Article.phase, Article.level, Article.topics),
    *(Article.reading_minutes, Article.published_on, Article.updated_on),
)
NOT_MINE: Final = (
    literal(None).label("percent"),
    literal(None).label("finished_at"),
    literal(False).label("is_saved"),
)
ORDER: Final = (Article.place, Article.title, Article.slug)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; '' for everything. `mine` is saved, unread, reading or read, for members."""

    phase: str = ""
    level: str = ""
    topic: str = ""
    mine: str = ""
    after: str = ""


EVERYTHING: Final = Wanted()


def listed(db: Session, member: Member | None, wanted: Wanted, scores: Scores, *, at_most: int = PAGE) -> Listing:
    """One page of what is wanted."""
    mine = wanted.mine if member else ""
    query = _page(replace(wanted, mine=mine), is_member=member is not None)
    values = {**values_of(wanted), "person_id": member.person_id if member else None, "at_most": at_most + 1}
    rows = read(db, query, values)
    cards = [card_of(row, scores) for row in rows[:at_most]]
    return Listing(cards, after=cards[-1].slug if len(rows) > at_most else "")


def cards_query(member: Member | None) -> Any:
    """Live articles as cards, with what this member keeps of each."""
    return _cards(member.person_id if member else None)


def card_of(row: Any, scores: Scores, *, hit: tuple[tuple[str, bool], ...] = ()) -> Card:
    """A row of `cards_query` as a card."""
    return Card(
        id=row.id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        phase=row.phase,
        level=row.level,
        topics=row.topics,
        reading_minutes=row.reading_minutes,
        published_on=row.published_on,
        updated_on=row.updated_on,
        is_open=is_open(row.phase, row.level, scores),
        percent=row.percent,
        is_finished=row.finished_at is not None,
        is_saved=row.is_saved,
        hit=hit,
    )


def by_slugs(db: Session, member: Member | None, slugs: Sequence[str], scores: Scores) -> dict[str, Card]:
    """The live ones of these articles."""
    if not slugs:
        return {}
    rows = read(db, cards_query(member).where(Article.slug.in_(slugs)))
    return {row.slug: card_of(row, scores) for row in rows}


def narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions of what is wanted, but for what somebody keeps. Whoever sends them sends `values_of` too."""
    found: list[ColumnElement[bool]] = []
    if wanted.phase:
        found.append(Article.phase == bindparam("phase"))
    if wanted.level:
        found.append(Article.level == bindparam("level"))
    if wanted.topic:
        found.append(Article.topics.contains(bindparam("topics", type_=ARRAY(Text))))
    if wanted.after:
        last = select(Article.place, Article.title, Article.slug).where(Article.slug == bindparam("after"))
        found.append(tuple_(*ORDER) > last.scalar_subquery())
    return found


def values_of(wanted: Wanted) -> dict[str, Any]:
    """The values of the conditions of `narrowed`."""
    return {"phase": wanted.phase, "level": wanted.level, "topics": [wanted.topic], "after": wanted.after}


def with_mine(query: Any, person_id: Any) -> Any:
    """`query` of articles, beside each what this person keeps of it."""
    return query.outerjoin(Reading, and_(Reading.person_id == person_id, Reading.article_id == Article.id)).outerjoin(
        Bookmark, and_(Bookmark.person_id == person_id, Bookmark.article_id == Article.id)
    )


def kept_as(mine: str) -> list[ColumnElement[bool]]:
    """The condition for saved, unread, reading or read, in a query `with_mine`; none for ''."""
    conditions: dict[str, ColumnElement[bool]] = {
        "saved": Bookmark.article_id.is_not(None),
        "unread": Reading.article_id.is_(None),
        "reading": and_(Reading.percent > 0, Reading.finished_at.is_(None)),
        "read": Reading.finished_at.is_not(None),
    }
    return [conditions[mine]] if mine else []


def _page(wanted: Wanted, *, is_member: bool) -> Fixed[*tuple[Any, ...]]:
    names = ("phase", "level", "topic", "after")
    given = replace(wanted, **{name: "given" for name in names if getattr(wanted, name)})
    return _page_like(given, is_member)


@cache
def _page_like(given: Wanted, is_member: bool) -> Fixed[*tuple[Any, ...]]:  # noqa: FBT001  a key of the cache
    """The statement for every list that is narrowed by the same things, compiled once: there are few."""
    query = _cards(bindparam("person_id") if is_member else None)
    narrow = (*narrowed(given), *kept_as(given.mine))
    return Fixed(query.where(*narrow).order_by(*ORDER).limit(bindparam("at_most", type_=Integer)))


def _cards(person_id: Any) -> Any:
    if person_id is None:
        return select(*SUMMARY, *NOT_MINE).where(Article.status == LIVE)
    kept = (
        Reading.percent.label("percent"),
        Reading.finished_at.label("finished_at"),
        Bookmark.article_id.is_not(None).label("is_saved"),
    )
    return with_mine(select(*SUMMARY, *kept).select_from(Article), person_id).where(Article.status == LIVE)
