"""Brings the release's articles into the database. Run as often as one likes: a text that is known changes nothing.

What an operator wrote is never overwritten, be it an edit, an article of their own at the same address, or a text that
is to go live at its moment: a newer text of the release is kept as a version that waits for somebody to take it or to
leave it. Nor does a scheduled text hide a newer one of the release: that one still waits afterwards.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import FILE, LIVE, OPERATOR
from mingus.articles.schemas.document import Document, parse
from mingus.articles.service import editions, publishing

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
    *(Article.stamp, Article.waiting_number, Article.due_number),
)


def _take(db: Session, document: Document, known: Mapping[str, Any]) -> str:
    row = known.get(document.head.slug)
    if row is None:
        publishing.add_article(db, document, origin=FILE, status=LIVE, note="The text of the release.")
        return "added"
    if row.file_hash != document.digest:
        return _renew(db, row, document)
    is_live = row.origin == FILE and row.waiting_number is None
    if is_live and row.stamp == publishing.stamp_of(document.head.sources):
        return "unchanged"
    return "drawn_anew" if _draw_anew(db, row) else "unchanged"


def _renew(db: Session, row: Any, document: Document) -> str:
    """Take a newer text of the release in: live at once, unless an operator's text is, or will be at its moment."""
    if row.origin == OPERATOR and _live_text(db, row) == document.text:
        return _follow(db, row, document)
    number = publishing.add_version(db, row.id, document.text, origin=FILE, note="A newer text of the release.")
    db.execute(update(Article).where(Article.id == row.id).values(file_hash=document.digest))
    if row.origin == FILE and row.due_number is None:
        publishing.make_live(db, row.id, number, origin=FILE, document=document)
        return "renewed"
    db.execute(update(Article).where(Article.id == row.id).values(waiting_number=number))
    return "waiting"


def _follow(db: Session, row: Any, document: Document) -> str:
    """The release says by now what an operator wrote: nothing is to be decided, and it follows the release again."""
    values = {"origin": FILE, "file_hash": document.digest, "waiting_number": None}
    db.execute(update(Article).where(Article.id == row.id).values(values))
    return "unchanged"


def _draw_anew(db: Session, row: Any) -> bool:
    """Draw what is live, whoever wrote it, when the drawing or a fact it cites has changed; whether it had to be."""
    document = parse(_live_text(db, row))
    if row.stamp == publishing.stamp_of(document.head.sources):
        return False
    publishing.draw_anew(db, row.id, document)
    return True


def _live_text(db: Session, row: Any) -> str:
    mine = (ArticleVersion.article_id == row.id, ArticleVersion.number == row.number)
    return db.scalars(select(ArticleVersion.text).where(*mine)).one()
