"""The operators' desk: what is added, edited, scheduled, taken down or brought back.

Nothing is lost here: each text is a version that stays, and each deed a line in the system's chain, with the operator
who did it (None: by a command). Services are called in a transaction of the system's.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import FILE, LIVE, OPERATOR, UNPUBLISHED
from mingus.articles.schemas.desk import Edit, NewArticle, Planned, Seen, Taken
from mingus.articles.schemas.document import parse
from mingus.articles.service import editions, publishing, vetting
from mingus.articles.service.archive import COLUMNS, version_text
from mingus.core import events, jobs
from mingus.core.article_events import ArticleChanged
from mingus.core.clock import now
from mingus.core.db import GLOBAL
from mingus.core.errors import Conflict, NotFound, Refused

GO_LIVE: Final = "articles.go_live"
LONGEST_WAIT: Final = timedelta(days=730)
CHANGED_STATUS: Final = {
    UNPUBLISHED: "Somebody took this article down meanwhile. Look at it before you decide.",
    LIVE: "Somebody brought this article back meanwhile. Look at it before you decide.",
}


def add(db: Session, operator_id: UUID, draft: NewArticle) -> str:
    """An operator's own article, at an address that was free; the address.

    Raises Refused that names the fields at fault, the head's by their own names.
    """
    editions.begin_change(db)
    document = parse(draft.text)
    slug = document.head.slug
    if db.scalar(select(Article.id).where(Article.slug == slug)) is not None:
        said = "There is an article at this address already. Choose another address, or edit that one."
        raise Refused(said, fields={"slug": said})
    vetting.refuse_unfit(db, document)
    status = LIVE if draft.publish == "now" else UNPUBLISHED
    version = {"note": draft.note or "", "made_by": operator_id}
    article_id = publishing.add_article(db, document, origin=OPERATOR, status=status, **version)
    if draft.publish == "later":
        _schedule(db, article_id, 1, draft.at)
    _record(db, operator_id, article_id, "added")
    return slug


def save(db: Session, operator_id: UUID | None, slug: str, edit: Edit) -> int:
    """Keep an operator's text as the newest version, live now, later, or not yet; its number.

    Raises Refused for a text that is no article or belongs to another address, Conflict when a newer one is there.
    """
    row, document = _locked(db, slug, edit), parse(edit.text)
    if document.head.slug != slug:
        said = f"The address of an article stays: slug is {slug}."
        raise Refused("The address of an article stays.", fields={"slug": said})
    vetting.refuse_unfit(db, document)
    number = publishing.add_version(
        db, row.id, document.text, origin=OPERATOR, note=edit.note or "", made_by=operator_id
    )
    if edit.publish == "now":
        _put_live(db, row.id, number)
    elif edit.publish == "later":
        _schedule(db, row.id, number, edit.at)
    _record(db, operator_id, row.id, {"now": "edited", "later": "scheduled"}.get(edit.publish, "drafted"))
    return number


def take(db: Session, operator_id: UUID | None, slug: str, taken: Taken) -> None:
    """Make a version live, whoever wrote it, also where nothing was; nothing is scheduled any more."""
    row, number = _locked(db, slug, taken), taken.number
    if row.number == number and row.status == LIVE:
        raise Refused(f"Version {number} is live already.", fields={"number": "this version is live already"})
    _put_live(db, row.id, number)
    _record(db, operator_id, row.id, "took a version")


def keep_ours(db: Session, operator_id: UUID | None, slug: str, number: int | None = None) -> None:
    """Leave the newer text of the release where it is, a version among the others; what is live is ours from then on.

    Raises Conflict when it is not version `number` that waits: what nobody looked at is not put aside.
    """
    row = _locked(db, slug)
    if number is not None and row.waiting_number != number:
        raise Conflict("Another text of the release waits by now, or none. Look at it before you decide.")
    values = {"waiting_number": None, "origin": OPERATOR}
    db.execute(update(Article).where(Article.id == row.id).values(values))
    _record(db, operator_id, row.id, "kept ours")


def set_published(db: Session, operator_id: UUID | None, slug: str, *, is_live: bool) -> None:
    """Take an article down, or bring it back. Down, nothing that was scheduled before brings it back by itself."""
    row, status = _locked(db, slug), LIVE if is_live else UNPUBLISHED
    if not is_live:
        _unschedule(db, row.id)
    if row.status == status:
        return
    values = {"status": status, "changed_at": editions.next_edition(db)}
    values |= {"updated_on": publishing.day_of_change()} if is_live else {}
    db.execute(update(Article).where(Article.id == row.id).values(values))
    _record(db, operator_id, row.id, "published" if is_live else "unpublished")


def schedule(db: Session, operator_id: UUID | None, slug: str, planned: Planned) -> None:
    """Make a version that is there live at a moment to come, in the place of whatever was scheduled before."""
    row = _locked(db, slug, planned)
    if row.number == planned.number and row.status == LIVE:
        said = f"Version {planned.number} is live already."
        raise Refused(said, fields={"number": "this version is live already"})
    version_text(db, row.id, planned.number)
    _schedule(db, row.id, planned.number, planned.at)
    _record(db, operator_id, row.id, "scheduled")


def unschedule(db: Session, operator_id: UUID | None, slug: str) -> None:
    """Leave what was scheduled a version that is not live."""
    row = _locked(db, slug)
    if row.due_number is None:
        return
    _unschedule(db, row.id)
    _record(db, operator_id, row.id, "unscheduled")


def go_live(db: Session, article_id: UUID, number: int) -> bool:
    """Make a scheduled version live once its moment has come; whether it did. Twice is the same as once."""
    editions.begin_change(db)
    found = select(Article.due_number, Article.due_at).where(Article.id == article_id).with_for_update()
    row = db.execute(found).one_or_none()
    if row is None or row.due_number != number or row.due_at is None:
        return False
    if row.due_at > now():  # scheduled anew for later, or the clock of who called is ahead of ours
        _call_for(db, article_id, number, row.due_at)
        return False
    _put_live(db, article_id, number)
    _record(db, None, article_id, "published")
    return True


def _put_live(db: Session, article_id: UUID, number: int) -> None:
    """Readers get this version from now on, also of an article that was down; nothing is scheduled any more.

    With the newer text of the release, which waited for this, the article follows the release again. Any older text of
    a release that somebody chose on purpose is theirs: the next release must not undo it.
    """
    waiting = db.scalars(select(Article.waiting_number).where(Article.id == article_id)).one()
    origin, still_waits = (FILE, None) if waiting == number else (OPERATOR, waiting)
    document = parse(version_text(db, article_id, number))
    publishing.make_live(db, article_id, number, origin=origin, document=document)
    values = {"due_number": None, "due_at": None, "status": LIVE, "waiting_number": still_waits}
    db.execute(update(Article).where(Article.id == article_id).values(values))


def _schedule(db: Session, article_id: UUID, number: int, at: datetime | None) -> None:
    if at is None or at <= now():
        raise Refused("Choose a moment that is still to come.", fields={"at": "Choose a moment that is still to come."})
    if at - now() > LONGEST_WAIT:
        said = "Choose a moment within the next two years."
        raise Refused(said, fields={"at": said})
    db.execute(update(Article).where(Article.id == article_id).values(due_number=number, due_at=at))
    _call_for(db, article_id, number, at)


def _call_for(db: Session, article_id: UUID, number: int, at: datetime) -> None:
    jobs.enqueue(db, GO_LIVE, after=at - now(), article_id=article_id, number=number)


def _unschedule(db: Session, article_id: UUID) -> None:
    db.execute(update(Article).where(Article.id == article_id).values(due_number=None, due_at=None))


def _locked(db: Session, slug: str, seen: Seen | None = None) -> Any:
    """The article, which nobody else changes until commit. Raises NotFound, and Conflict when it is not as `seen`."""
    editions.begin_change(db)
    row = db.execute(select(*COLUMNS).where(Article.slug == slug).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    if seen and seen.base_number and _newest(db, row.id) != seen.base_number:
        raise Conflict("Somebody saved a newer version meanwhile. Compare it with yours before you save again.")
    if seen and seen.base_status and row.status != seen.base_status:
        raise Conflict(CHANGED_STATUS[row.status])
    return row


def _newest(db: Session, article_id: UUID) -> int:
    newest = select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article_id)
    return db.scalar(newest) or 0


def _record(db: Session, operator_id: UUID | None, article_id: UUID, change: str) -> None:
    events.record(db, ArticleChanged(GLOBAL, operator_id, article_id, change))
