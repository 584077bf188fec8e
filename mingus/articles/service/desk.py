"""The operators' desk: every article with its versions, what is edited, scheduled, taken down or brought back.

Nothing is lost here: each text is a version that stays. Services are called in a transaction of the system's.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import LIVE, OPERATOR, UNPUBLISHED
from mingus.articles.schemas.document import Document, parse
from mingus.articles.schemas.incoming import Edit
from mingus.articles.service import editions, publishing
from mingus.core import events, jobs
from mingus.core.article_events import ArticleChanged
from mingus.core.clock import now
from mingus.core.db import GLOBAL
from mingus.core.errors import Conflict, NotFound, Refused

GO_LIVE: Final = "articles.go_live"
LISTED_AT_MOST: Final = 1000
CONTEXT_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """One version in the history of an article."""

    number: int
    origin: str
    note: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OnDesk:
    """An article with its history, newest first, and the newest text."""

    row: Any
    versions: list[Kept]
    text: str

    @property
    def newest(self) -> int:
        return self.versions[0].number


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison: 'same', 'gone', 'new', or 'skipped' for what both have in between."""

    kind: str
    text: str


_ROW: Final = (
    *(Article.id, Article.slug, Article.title, Article.status, Article.number, Article.origin, Article.phase),
    *(Article.level, Article.waiting_number, Article.due_number, Article.due_at, Article.changed_at),
    *(Article.useful_count, Article.not_useful_count, Article.stars_count, Article.stars_sum),
)


def overview(db: Session) -> Sequence[Any]:
    """Every article, those that wait for a decision first."""
    waits = (Article.waiting_number.is_(None), Article.due_number.is_(None))
    return db.execute(select(*_ROW).order_by(*waits, Article.place, Article.title).limit(LISTED_AT_MOST)).all()


def on_desk(db: Session, slug: str) -> OnDesk:
    """One article as the desk shows it. Raises NotFound."""
    row = _find(db, slug)
    columns = select(ArticleVersion.number, ArticleVersion.origin, ArticleVersion.note, ArticleVersion.made_at)
    mine = columns.where(ArticleVersion.article_id == row.id).order_by(ArticleVersion.number.desc())
    versions = [Kept(*each) for each in db.execute(mine)]
    return OnDesk(row, versions, version_text(db, row.id, versions[0].number))


def version_text(db: Session, article_id: UUID, number: int) -> str:
    """The text of one version. Raises NotFound."""
    mine = (ArticleVersion.article_id == article_id, ArticleVersion.number == number)
    found = db.scalar(select(ArticleVersion.text).where(*mine))
    if found is None:
        raise NotFound("There is no such version.")
    return found


def save(db: Session, operator_id: UUID, slug: str, edit: Edit) -> int:
    """Keep an operator's text as the newest version, live now, later, or not yet; its number.

    Raises Refused for a text that is no article or belongs to another address, Conflict when a newer one is there.
    """
    row, document = _locked(db, slug), parse(edit.text)
    if document.head.slug != slug:
        said = f"the address of an article stays: slug is {slug}"
        raise Refused("The address of an article stays.", fields={"text": said})
    if _newest(db, row.id) != edit.base_number:
        raise Conflict("Somebody saved a newer version meanwhile. Compare it with yours before you save again.")
    number = publishing.add_version(
        db, row.id, document.text, origin=OPERATOR, note=edit.note or "", made_by=operator_id
    )
    if edit.publish == "now":
        publishing.make_live(db, row.id, number, origin=OPERATOR, document=document)
        _unschedule(db, row.id)
    elif edit.publish == "later":
        _schedule(db, row.id, number, edit.at)
    _record(db, operator_id, row.id, {"now": "edited", "later": "scheduled"}.get(edit.publish, "drafted"))
    return number


def take(db: Session, operator_id: UUID, slug: str, number: int) -> None:
    """Make a version live again, whoever wrote it. A text of the release that waited for this waits no longer."""
    row = _locked(db, slug)
    document = parse(version_text(db, row.id, number))
    of = (ArticleVersion.article_id == row.id, ArticleVersion.number == number)
    origin = db.scalars(select(ArticleVersion.origin).where(*of)).one()
    publishing.make_live(db, row.id, number, origin=_held(origin, row, number), document=document)
    if row.waiting_number == number:
        db.execute(update(Article).where(Article.id == row.id).values(waiting_number=None))
    _unschedule(db, row.id)
    _record(db, operator_id, row.id, "took a version")


def keep_ours(db: Session, operator_id: UUID, slug: str) -> None:
    """Leave the newer text of the release where it is: a version among the others."""
    row = _locked(db, slug)
    db.execute(update(Article).where(Article.id == row.id).values(waiting_number=None))
    _record(db, operator_id, row.id, "kept ours")


def set_published(db: Session, operator_id: UUID, slug: str, *, is_live: bool) -> None:
    """Take an article down, or bring it back. Down, nothing that was scheduled before brings it back by itself."""
    row, status = _locked(db, slug), LIVE if is_live else UNPUBLISHED
    if row.status == status:
        return
    if not is_live:
        _unschedule(db, row.id)
    values = {"status": status, "changed_at": editions.next_edition(db)}
    values |= {"updated_on": publishing.day_of_change()} if is_live else {}
    db.execute(update(Article).where(Article.id == row.id).values(values))
    _record(db, operator_id, row.id, "published" if is_live else "unpublished")


def unschedule(db: Session, operator_id: UUID, slug: str) -> None:
    """Leave what was scheduled a version that is not live."""
    row = _locked(db, slug)
    _unschedule(db, row.id)
    _record(db, operator_id, row.id, "unscheduled")


def go_live(db: Session, article_id: UUID, number: int) -> bool:
    """Make a scheduled version live once its moment has come; whether it did. Twice is the same as once."""
    editions.begin_change(db)
    found = select(Article.slug, Article.due_number, Article.due_at).where(Article.id == article_id).with_for_update()
    row = db.execute(found).one_or_none()
    if row is None or row.due_number != number or row.due_at is None or row.due_at > now():
        return False
    document = parse(version_text(db, article_id, number))
    publishing.make_live(db, article_id, number, origin=OPERATOR, document=document)
    values = {"due_number": None, "due_at": None, "status": LIVE}
    db.execute(update(Article).where(Article.id == article_id).values(values))
    _record(db, None, article_id, "published")
    return True


def compare(db: Session, slug: str, older: int, newer: int) -> list[Line]:
    """What changed between two versions, line by line. Raises NotFound."""
    article_id = _find(db, slug).id
    one, other = (version_text(db, article_id, number).splitlines() for number in (older, newer))
    kinds = {"-": "gone", "+": "new", " ": "same", "@": "skipped"}
    told = list(difflib.unified_diff(one, other, lineterm="", n=CONTEXT_LINES))[2:]
    return [Line(kinds[line[0]], "…" if line[0] == "@" else line[1:]) for line in told]


def draft_of(text: str) -> Document:
    """A text as it would be read, for a look before it is saved. Raises Refused."""
    return parse(text)


def _held(origin: str, row: Any, number: int) -> str:
    """An older text of the release that somebody chose on purpose is theirs: the next release must not undo it."""
    return origin if row.waiting_number == number else OPERATOR


def _schedule(db: Session, article_id: UUID, number: int, at: datetime | None) -> None:
    if at is None or at.tzinfo is None or at <= now():
        raise Refused("Choose a moment that is still to come.", fields={"at": "a moment that is still to come"})
    db.execute(update(Article).where(Article.id == article_id).values(due_number=number, due_at=at))
    jobs.enqueue(db, GO_LIVE, after=at - now(), article_id=article_id, number=number)


def _unschedule(db: Session, article_id: UUID) -> None:
    db.execute(update(Article).where(Article.id == article_id).values(due_number=None, due_at=None))


def _find(db: Session, slug: str) -> Any:
    row = db.execute(select(*_ROW).where(Article.slug == slug)).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    return row


def _locked(db: Session, slug: str) -> Any:
    editions.begin_change(db)
    row = db.execute(select(*_ROW).where(Article.slug == slug).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    return row


def _newest(db: Session, article_id: UUID) -> int:
    newest = select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article_id)
    return db.scalar(newest) or 0


def _record(db: Session, operator_id: UUID | None, article_id: UUID, change: str) -> None:
    events.record(db, ArticleChanged(GLOBAL, operator_id, article_id, change))
