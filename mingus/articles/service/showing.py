"""One article for one reader: the whole text where it is open to them, else what it is about and what opens it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Text, and_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Bookmark, Rating, Reading
from mingus.articles.models.library import LIVE
from mingus.articles.rules.levels import Scores, is_open, what_opens
from mingus.articles.rules.rendering import as_drawn
from mingus.articles.schemas.views import ArticleView, Neighbour, OfMine
from mingus.articles.service import sealing
from mingus.articles.service.listing import NOT_MINE, SUMMARY, card_of
from mingus.core.db import read
from mingus.core.errors import NotFound
from mingus.core.fixed import Fixed
from mingus.core.tenancy import Member

WHOLE: Final = (
    *SUMMARY,
    *(Article.number, Article.author, Article.objectives, Article.prerequisites, Article.related, Article.goal),
    *(Article.assessment, Article.html, Article.outline, Article.sources),
)
MINE: Final = (
    *(Reading.percent, Reading.finished_at, Bookmark.article_id.is_not(None).label("is_saved")),
    *(Bookmark.folder_id, Bookmark.note_sealed, Rating.is_useful, Rating.stars),
)
_ASKED: Final = (Article.slug == bindparam("slug"), Article.status == LIVE)
_FOR_VISITORS: Final = Fixed(select(*WHOLE, *NOT_MINE).where(*_ASKED))
"""The page that search engines and strangers ask for most: past SQLAlchemy, which took as long as the database."""
_NAMED: Final = Fixed(
    select(Article.slug, Article.title, Article.phase, Article.level, Article.reading_minutes).where(
        Article.slug == bindparam("slugs", type_=ARRAY(Text)).any_(), Article.status == LIVE
    )
)


def show(db: Session, member: Member | None, slug: str, scores: Scores) -> ArticleView:
    """The article `slug`. Raises NotFound where there is none, or it is not published."""
    found = read(db, _FOR_VISITORS if member is None else _query(member), {"slug": slug})
    if not found:
        raise NotFound("There is no such article.")
    row = found[0]
    card = card_of(row, scores)
    named = _neighbours(db, [*row.prerequisites, *row.related], scores)
    return ArticleView(
        card=card,
        number=row.number,
        author=row.author,
        objectives=row.objectives,
        goal=row.goal,
        assessment=row.assessment,
        html=as_drawn(row.html if card.is_open else ""),
        outline=row.outline if card.is_open else [],
        sources=row.sources if card.is_open else [],
        before=[named[slug] for slug in row.prerequisites if slug in named],
        related=[named[slug] for slug in row.related if slug in named],
        closed="" if card.is_open else what_opens(card.phase, card.level, scores, is_member=member is not None),
        mine=_mine(db, member, row),
    )


def id_of(db: Session, slug: str) -> UUID:
    """The id of a live article. Raises NotFound."""
    found = db.scalar(select(Article.id).where(Article.slug == slug, Article.status == LIVE))
    if found is None:
        raise NotFound("There is no such article.")
    return found


def _query(member: Member) -> Any:
    query = select(*WHOLE, *MINE).select_from(Article).where(*_ASKED)
    for model in (Reading, Bookmark, Rating):
        mine = and_(model.person_id == member.person_id, model.article_id == Article.id)
        query = query.outerjoin(model, mine)
    return query


def _mine(db: Session, member: Member | None, row: Any) -> OfMine:
    if member is None:
        return OfMine()
    return OfMine(
        percent=row.percent or 0,
        is_finished=row.finished_at is not None,
        is_saved=row.is_saved,
        note=sealing.opened_note(db, member, row.id, row.note_sealed),
        folder_id=row.folder_id,
        is_useful=row.is_useful,
        stars=row.stars,
    )


def _neighbours(db: Session, slugs: Sequence[str], scores: Scores) -> dict[str, Neighbour]:
    if not slugs:
        return {}
    rows = read(db, _NAMED, {"slugs": list(slugs)})
    return {row.slug: Neighbour(*row, is_open(row.phase, row.level, scores)) for row in rows}
