"""The one place that makes a text live: it is drawn once, and its words are laid out for lists and search.

`updated_on` is the day from which readers have had this text. Of a text that came with its article that is what its
own head says; whatever takes the place of another text, or comes back, is of the day on which it did, whoever wrote
what into its head.
"""

import hashlib
from dataclasses import asdict
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from mingus.articles import facts
from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import FILE
from mingus.articles.rules.rendering import DRAWING, Drawn, draw
from mingus.articles.rules.words import place_of, topic_name
from mingus.articles.schemas.document import Document
from mingus.articles.service.editions import next_edition
from mingus.core.clock import now
from mingus.core.ids import new_id

NOTE_MAX: Final = 200


def values_of(document: Document) -> dict[str, Any]:
    """Every column of `articles` that a text decides."""
    head, drawn = document.head, draw(document.body)
    return {
        "title": head.title,
        "summary": head.summary,
        "phase": head.phase,
        "level": head.level,
        "place": place_of(head.phase, head.level),
        "topics": head.topics,
        "objectives": head.objectives,
        "prerequisites": head.prerequisites,
        "related": head.related,
        "goal": head.goal,
        "assessment": head.assessment,
        "author": head.author,
        "published_on": head.published,
        "updated_on": head.updated,
        "reading_minutes": drawn.reading_minutes,
        "keywords": " ".join([*map(topic_name, head.topics), *head.objectives]),
        "body_text": drawn.text,
        "html": drawn.html,
        "outline": [asdict(heading) for heading in drawn.outline],
        "sources": sources_of(drawn),
        "stamp": stamp_of(head.sources),
    }


def sources_of(drawn: Drawn) -> list[dict[str, Any]]:
    """What a text cites, in the order of its numbers. An id that no fact has says so rather than nothing."""
    known = facts.known()
    return [_source(number, name, known.get(name)) for number, name in enumerate(drawn.cited, start=1)]


def stamp_of(fact_ids: list[str]) -> str:
    """By which drawing, and from which wording of its facts, HTML was made: another stamp means draw it anew."""
    known = facts.known()
    said = repr((DRAWING, [known.get(name) for name in sorted(fact_ids)]))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def add_article(db: Session, document: Document, *, origin: str, status: str, **version: Any) -> UUID:
    """An article with this text as its first version; its id. `version`: the note of it, and who made it."""
    article_id = new_id()
    counts = dict.fromkeys(("useful_count", "not_useful_count", "stars_count", "stars_sum"), 0)
    values = {"id": article_id, "slug": document.head.slug, "status": status, "number": 1, "origin": origin, **counts}
    values |= {"changed_at": next_edition(db), **values_of(document)}
    values |= {"file_hash": document.digest} if origin == FILE else {"updated_on": day_of_change()}
    db.execute(insert(Article).values(values))
    add_version(db, article_id, document.text, origin=origin, **version)
    return article_id


def make_live(db: Session, article_id: UUID, number: int, *, origin: str, document: Document) -> None:
    """Put version `number`, which is this document, in the place of whatever is live. Readers are told: since today."""
    taken = {"number": number, "origin": origin, "changed_at": next_edition(db), **values_of(document)}
    db.execute(update(Article).where(Article.id == article_id).values({**taken, "updated_on": day_of_change()}))


def draw_anew(db: Session, article_id: UUID, document: Document) -> None:
    """Draw the live text, which is this document, once more: it is as old as it was."""
    drawn = {**values_of(document), "changed_at": next_edition(db)}
    del drawn["updated_on"]
    db.execute(update(Article).where(Article.id == article_id).values(drawn))


def day_of_change() -> date:
    """Today, as readers, feeds and search engines are told of a change: by UTC, the same for all of them."""
    return now().date()


def add_version(
    db: Session, article_id: UUID, text: str, *, origin: str, note: str = "", made_by: UUID | None = None
) -> int:
    """Keep a text as the article's newest version, live or not; its number. The caller holds the article's lock."""
    newest = db.scalar(select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article_id)) or 0
    db.add(
        ArticleVersion(
            article_id=article_id,
            number=newest + 1,
            origin=origin,
            text=text,
            note=note[:NOTE_MAX],
            made_by=made_by,
            made_at=now(),
        )
    )
    db.flush()
    return newest + 1


def _source(number: int, name: str, fact: facts.Fact | None) -> dict[str, Any]:
    if fact is None:
        return {"number": number, "id": name, "publisher": "", "document": "Unknown source", "year": "", "link": ""}
    return {
        "number": number,
        "id": name,
        "publisher": fact.publisher,
        "document": fact.document,
        "year": fact.year,
        "link": fact.link,
    }
