"""Search in words: PostgreSQL's full text, titles before summaries before bodies, and a second look for slips."""

import re
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import case, func, literal_column, select, tuple_
from sqlalchemy.orm import Session

from mingus.articles.models import Article
from mingus.articles.models.library import LIVE
from mingus.articles.rules.closeness import SHORTEST, closest
from mingus.articles.rules.levels import Scores, open_places
from mingus.articles.schemas.views import Card, Found
from mingus.articles.service.listing import (
    EVERYTHING,
    Wanted,
    card_of,
    cards_query,
    kept_as,
    narrowed,
    values_of,
    with_mine,
)
from mingus.core.db import read
from mingus.core.tenancy import Member

LONGEST: Final = 200
SHOWN: Final = 20
RANKED: Final = 500
"""So many are ranked, the first in the library's order; a word in more of them tells nothing."""
WORDS_LOOKED_AT: Final = 20_000
_START, _STOP, _BETWEEN = "\x02", "\x03", "\x04"
_HEADLINE: Final = (
    f"StartSel={_START}, StopSel={_STOP}, MaxFragments=2, MaxWords=22, MinWords=8, FragmentDelimiter={_BETWEEN}"
)
_WHOLE: Final = f"StartSel={_START}, StopSel={_STOP}, HighlightAll=true"
_OPENING_CHARACTERS: Final = 20
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNENDED: Final = re.compile(r"(?<![.!?:;…”])\n")
"""The end of a heading or a cell, which no full stop keeps apart from what follows."""
_ENGLISH: Final[Any] = literal_column("'english'::regconfig")


@dataclass(frozen=True, slots=True)
class _Search:
    """Whose search it is, among which articles, and what is open to them."""

    member: Member | None
    wanted: Wanted
    scores: Scores


def search(db: Session, member: Member | None, asked: str, scores: Scores, *, wanted: Wanted = EVERYTHING) -> Found:
    """The best articles for `asked`; quotes, OR and a minus work. Nothing found, slips of the pen are mended."""
    whose = _Search(member, wanted, scores)
    plain = asked.replace("\x00", " ").strip()[:LONGEST]
    if not plain:
        return Found([], plain)
    cards = _matches(db, whose, plain)
    if cards:
        return Found(cards[:SHOWN], plain, is_cut=len(cards) > SHOWN)
    meant = _mended(db, plain)
    cards = _matches(db, whose, meant) if meant else []
    return Found(cards[:SHOWN], plain, meant=meant if cards else "", is_cut=len(cards) > SHOWN)


def _matches(db: Session, whose: _Search, asked: str) -> list[Card]:
    rows = read(db, _query(whose, asked), values_of(whose.wanted))
    return [card_of(row, whose.scores, hit=_hit(row)) for row in rows]


def _query(whose: _Search, asked: str) -> Any:
    """Ranked first, and only what is shown is read for its headline, which costs most.

    What is closed to whoever searches shows words of its summary alone.
    """
    words = func.websearch_to_tsquery(_ENGLISH, asked)
    hits = (
        _among(whose)
        .where(Article.status == LIVE, Article.search.op("@@")(words), *narrowed(whose.wanted))
        .order_by(Article.place, Article.title, Article.slug)
        .limit(RANKED)
        .subquery()
    )
    rank = func.ts_rank_cd(literal_column("'{0.05, 0.1, 0.4, 1.0}'::real[]"), hits.c.search, words, 1)
    best = (
        select(hits.c.id, rank.label("rank"))
        .order_by(rank.desc(), hits.c.place, hits.c.slug)
        .limit(SHOWN + 1)
        .subquery()
    )
    is_open = tuple_(Article.phase, Article.level).in_(open_places(whose.scores))
    headline = case((is_open, func.ts_headline(_ENGLISH, Article.body_text, words, _HEADLINE)), else_="")
    told = func.ts_headline(_ENGLISH, Article.summary, words, _WHOLE)
    opening = func.left(Article.body_text, _OPENING_CHARACTERS)
    return (
        cards_query(whose.member)
        .add_columns(headline.label("headline"), told.label("told"), opening.label("opening"))
        .join(best, best.c.id == Article.id)
        .order_by(best.c.rank.desc(), Article.place, Article.slug)
    )


def _among(whose: _Search) -> Any:
    """Every article, or for a member those of the kind that is wanted of what they keep."""
    found = select(Article.id, Article.search, Article.place, Article.slug)
    if whose.member is None or not whose.wanted.mine:
        return found
    return with_mine(found.select_from(Article), whose.member.person_id).where(*kept_as(whose.wanted.mine))


def _hit(row: Any) -> tuple[tuple[str, bool], ...]:
    """The words of the text where it is open and has them, with marks of what is left out; else the whole summary."""
    if _START not in row.headline:
        return _marked(row.told)
    plain = row.headline.translate({ord(_START): None, ord(_STOP): None})
    before = "" if plain.startswith(row.opening) else "… "
    return _marked(f"{before}{row.headline} …")


def _marked(headline: str) -> tuple[tuple[str, bool], ...]:
    """The headline in pieces, and which of them are what was looked for."""
    plain = _UNENDED.sub(" · ", headline).replace("\n", " ").replace(_BETWEEN, " … ")
    found: list[tuple[str, bool]] = []
    for part in plain.split(_START):
        hit, stop, rest = part.partition(_STOP)
        found += [(hit, True), (rest, False)] if stop else [(part, False)]
    return tuple(piece for piece in found if piece[0])


def _mended(db: Session, asked: str) -> str:
    """`asked` with each unknown word replaced by the nearest of the library’s titles and topics; '' for no change."""
    vocabulary = _vocabulary(db)
    mended = []
    for word in _WORD.findall(asked.lower()):
        is_known = word in vocabulary or len(word) < SHORTEST
        mended.append(word if is_known else closest(word, vocabulary) or word)
    said = " ".join(mended)
    return said if said != " ".join(_WORD.findall(asked.lower())) else ""


def _vocabulary(db: Session) -> set[str]:
    words = func.regexp_split_to_table(
        func.lower(Article.title + " " + Article.keywords + " " + Article.summary), r"[^[:alpha:]]+"
    ).label("word")
    found = select(words).where(Article.status == LIVE).subquery()
    several = select(found.c.word).where(func.length(found.c.word) >= SHORTEST).distinct().limit(WORDS_LOOKED_AT)
    return {row.word for row in read(db, several)}
