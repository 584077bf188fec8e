"""Brings the release's articles into the database. Run as often as one likes: a text that is known changes nothing.

What an operator wrote is never overwritten: a newer text of the release is kept as a version that waits for somebody
to take it or to leave it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import FILE, LIVE, OPERATOR
from mingus.articles.schemas.document import Document, parse
from mingus.articles.service import editions, publishing
from mingus.core.ids import new_id

CONTENT: Final = Path(__file__).parents[1] / "content"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in numbers of articles. `waiting` are newer texts that did not replace an operator's."""

    added: int = 0
    renewed: int = 0
    drawn_anew: int = 0
    waiting: int = 0
    unchanged: int = 0

    def sentence(self) -> str:
        """One line for whoever runs this; '' when nothing was done."""
        said = {
            "added": self.added,
            "renewed": self.renewed,
            "drawn anew": self.drawn_anew,
            "waiting for an operator, because theirs was edited": self.waiting,
        }
        return ", ".join(f"{count} {words}" for words, count in said.items() if count)


def texts(folder: Path = CONTENT) -> Iterator[str]:
    """Every article of the release as it is written."""
    for path in sorted(folder.glob("*.md")):
        yield path.read_text(encoding="utf-8")


def load(db: Session, found: Iterable[str]) -> Loaded:
    """Take these texts in. Raises Refused for one that is no article; then nothing is taken."""
    editions.begin_change(db)
    known: dict[str, Any] = {row.slug: row for row in db.execute(select(*_KNOWN))}
    documents = sorted(map(parse, found), key=lambda each: (each.head.level, each.head.phase, each.head.slug))
    done = Counter(_take(db, document, known) for document in documents)
    return Loaded(**done)


_KNOWN: Final = (
    *(Article.id, Article.slug, Article.number, Article.origin, Article.file_hash),
    *(Article.stamp, Article.waiting_number),
)


def _take(db: Session, document: Document, known: Mapping[str, Any]) -> str:
    row = known.get(document.head.slug)
    if row is None:
        _add(db, document)
        return "added"
    if row.file_hash != document.digest:
        return _renew(db, row, document)
    if row.origin == FILE and row.stamp != publishing.stamp_of(document.head.sources):
        publishing.draw_anew(db, row.id, document)
        return "drawn_anew"
    if row.origin == OPERATOR and _draw_theirs(db, row):
        return "drawn_anew"
    return "unchanged"


def _add(db: Session, document: Document) -> UUID:
    article_id = new_id()
    counts = dict.fromkeys(("useful_count", "not_useful_count", "stars_count", "stars_sum"), 0)
    values = {"id": article_id, "slug": document.head.slug, "status": LIVE, "number": 1, "origin": FILE, **counts}
    values |= {"file_hash": document.digest, "changed_at": editions.next_edition(db), **publishing.values_of(document)}
    db.execute(insert(Article).values(values))
    publishing.add_version(db, article_id, document.text, origin=FILE, note="The text of the release.")
    return article_id


def _renew(db: Session, row: Any, document: Document) -> str:
    number = publishing.add_version(db, row.id, document.text, origin=FILE, note="A newer text of the release.")
    db.execute(update(Article).where(Article.id == row.id).values(file_hash=document.digest))
    if row.origin == FILE:
        publishing.make_live(db, row.id, number, origin=FILE, document=document)
        return "renewed"
    db.execute(update(Article).where(Article.id == row.id).values(waiting_number=number))
    return "waiting"


def _draw_theirs(db: Session, row: Any) -> bool:
    """An operator's text is drawn anew too, when the drawing or a fact it cites has changed."""
    mine = (ArticleVersion.article_id == row.id, ArticleVersion.number == row.number)
    document = parse(db.scalars(select(ArticleVersion.text).where(*mine)).one())
    if row.stamp == publishing.stamp_of(document.head.sources):
        return False
    publishing.draw_anew(db, row.id, document)
    return True
