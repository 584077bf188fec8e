"""Articles for somebody, each with its reason in words: the weakest phase first, then what their numbers ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Reading
from mingus.articles.rules.levels import Scores, open_places, weakest
from mingus.articles.rules.words import LEVELS, PHASE_MEANINGS, PHASE_NAMES, PHASES
from mingus.articles.schemas.views import Recommendation
from mingus.articles.service.levels import scores_of
from mingus.articles.service.listing import by_slugs, card_of, cards_query
from mingus.core.db import read
from mingus.core.tenancy import Member

OF_THE_WEAKEST: Final = 2
AT_MOST: Final = 6
START: Final = "A place to begin: open to everybody, and short."


@dataclass(frozen=True, slots=True)
class Reason:
    """What a person's numbers ask for, said by a package above: an article and a sentence in their words."""

    slug: str
    words: str


def recommended(
    db: Session, member: Member, reasons: Iterable[Reason] = (), *, at_most: int = AT_MOST
) -> list[Recommendation]:
    """What to read next. The transaction must name the person. What they finished is not named again."""
    scores = scores_of(db, member)
    given = list(reasons)
    found = _of_the_weakest(db, member, scores)[: OF_THE_WEAKEST if given else at_most]
    found += _for_reasons(db, member, given, scores)
    if not found:
        found = _to_begin_with(db, member, scores)
    unique = {each.card.slug: each for each in reversed(found)}
    return [each for each in found if unique.get(each.card.slug) is each][:at_most]


def _of_the_weakest(db: Session, member: Member, scores: Scores) -> list[Recommendation]:
    """The highest level that is open there first: somebody who is further needs no primer."""
    phase = weakest(scores)
    if phase is None:
        return []
    levels = [level for of, level in open_places(scores) if of == phase]
    name, meaning = PHASE_NAMES[phase], PHASE_MEANINGS[phase]
    reason = f"{name}, {meaning}, is your lowest score: {scores[phase]} of 100."
    found: list[Recommendation] = []
    for level in sorted(levels, key=LEVELS.index, reverse=True):
        found += _unread(db, member, scores, [(phase, level)], reason)
    return found


def _for_reasons(db: Session, member: Member, given: list[Reason], scores: Scores) -> list[Recommendation]:
    cards = by_slugs(db, member, [reason.slug for reason in given], scores)
    return [
        Recommendation(card, reason.words)
        for reason in given
        if (card := cards.get(reason.slug)) and not card.is_finished
    ]


def _to_begin_with(db: Session, member: Member, scores: Scores) -> list[Recommendation]:
    """One of each phase."""
    query = (
        cards_query(member)
        .where(Article.level == LEVELS[0], Reading.finished_at.is_(None))
        .order_by(Article.phase, Article.title, Article.slug)
        .ext(distinct_on(Article.phase))
    )
    cards = sorted((card_of(row, scores) for row in read(db, query)), key=lambda card: PHASES.index(card.phase))
    return [Recommendation(card, START) for card in cards]


def _unread(
    db: Session,
    member: Member,
    scores: Scores,
    places: list[tuple[str, str]],
    reason: str,
) -> list[Recommendation]:
    query = (
        cards_query(member)
        .where(tuple_(Article.phase, Article.level).in_(places), Reading.finished_at.is_(None))
        .order_by(Article.place, Article.title, Article.slug)
        .limit(AT_MOST)
    )
    return [Recommendation(card_of(row, scores), reason) for row in read(db, query)]
