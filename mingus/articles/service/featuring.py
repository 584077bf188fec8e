"""What the library puts in front: for members what fits them, for visitors one beginning in each phase."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.articles.models import Article
from mingus.articles.models.library import LIVE
from mingus.articles.rules.words import PHASES
from mingus.articles.schemas.views import Recommendation
from mingus.articles.service.listing import by_slugs
from mingus.articles.service.recommending import START, recommended
from mingus.core.tenancy import Member


def featured(db: Session, who: Member | None) -> list[Recommendation]:
    """At most six for members, one a phase for visitors."""
    if who is not None:
        return recommended(db, who)
    first = [
        select(Article.slug)
        .where(Article.status == LIVE, Article.phase == phase, Article.level == "beginner")
        .order_by(Article.place, Article.title, Article.slug)
        .limit(1)
        .scalar_subquery()
        for phase in PHASES
    ]
    slugs = [slug for slug in db.execute(select(*first)).one() if slug]
    cards = by_slugs(db, None, slugs, {})
    return [Recommendation(cards[slug], START) for slug in slugs]
