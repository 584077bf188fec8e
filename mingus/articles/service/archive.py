"""What operators see of the library: every article, also those that nobody else sees, with every text it ever had."""

import difflib
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.rules.rendering import draw
from mingus.articles.schemas.desk_views import Kept, Line, Looked, OnDesk
from mingus.articles.schemas.document import parse
from mingus.articles.service import vetting
from mingus.core.db import read
from mingus.core.errors import NotFound

LISTED_AT_MOST: Final = 1000
PAGE: Final = 100
CONTEXT_LINES: Final = 2
COLUMNS: Final = (
    *(Article.id, Article.slug, Article.title, Article.status, Article.number, Article.origin, Article.phase),
    *(Article.level, Article.waiting_number, Article.due_number, Article.due_at, Article.changed_at),
    *(Article.useful_count, Article.not_useful_count, Article.stars_count, Article.stars_sum),
    *(Article.updated_on, Article.file_hash),
)


def overview(db: Session) -> Sequence[Any]:
    """Every article, those that wait for a decision first."""
    waits = (Article.waiting_number.is_(None), Article.due_number.is_(None))
    return db.execute(select(*COLUMNS).order_by(*waits, Article.place, Article.title).limit(LISTED_AT_MOST)).all()


def page(db: Session, after: str) -> tuple[Sequence[Any], str]:
    """A hundred articles by their addresses, and the address after which the list goes on; '' at its end."""
    query = select(*COLUMNS).where(Article.slug > after).order_by(Article.slug).limit(PAGE + 1)
    rows = read(db, query)
    return rows[:PAGE], rows[PAGE - 1].slug if len(rows) > PAGE else ""


def on_desk(db: Session, slug: str, *, number: int | None = None) -> OnDesk:
    """One article as the desk shows it, with the text of this version, or else of the newest that does not wait.

    Raises NotFound for an article or a version that is not there.
    """
    row = _find(db, slug)
    columns = select(ArticleVersion.number, ArticleVersion.origin, ArticleVersion.note, ArticleVersion.made_at)
    mine = columns.where(ArticleVersion.article_id == row.id).order_by(ArticleVersion.number.desc())
    versions = [Kept(*each) for each in read(db, mine)]
    shown = number or next(each.number for each in versions if each.number != row.waiting_number)
    return OnDesk(row, versions, shown, version_text(db, row.id, shown))


def version_text(db: Session, article_id: UUID, number: int) -> str:
    """The text of one version. Raises NotFound."""
    mine = (ArticleVersion.article_id == article_id, ArticleVersion.number == number)
    found = db.scalar(select(ArticleVersion.text).where(*mine))
    if found is None:
        raise NotFound("There is no such version.")
    return found


def compare(db: Session, slug: str, older: int, newer: int) -> list[Line]:
    """What changed between two versions, line by line. Raises NotFound."""
    article_id = _find(db, slug).id
    one, other = (version_text(db, article_id, number).splitlines() for number in (older, newer))
    kinds = {"-": "gone", "+": "new", " ": "same", "@": "skipped"}
    told = list(difflib.unified_diff(one, other, lineterm="", n=CONTEXT_LINES))[2:]
    return [Line(kinds[line[0]], "…" if line[0] == "@" else line[1:]) for line in told]


def look(db: Session, text: str) -> Looked:
    """A text as it would be read, and every fault of it, before it is saved. Raises Refused for a head that is none."""
    document = parse(text)
    return Looked(document.head, draw(document.body), vetting.faults_of(db, document))


def _find(db: Session, slug: str) -> Any:
    row = db.execute(select(*COLUMNS).where(Article.slug == slug)).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    return row
