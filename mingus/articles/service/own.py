"""What a person keeps of articles: bookmarks with notes, how far they are, what they thought. Theirs alone."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.articles.models import Article, Bookmark, Folder, Rating, Reading
from mingus.articles.schemas.incoming import BookmarkDraft, ProgressDraft, RatingDraft
from mingus.articles.service import sealing
from mingus.articles.service.levels import scores_of
from mingus.articles.service.showing import id_of, show
from mingus.core.clock import now
from mingus.core.errors import Forbidden, NotFound, Refused
from mingus.core.tenancy import Member

BOOKMARKS_AT_MOST: Final = 500
READ: Final = 95
"""Whoever came so far has read it: nobody scrolls to the last source."""


def save(db: Session, member: Member, slug: str, draft: BookmarkDraft) -> None:
    """Bookmark an article, or change its note and folder. Raises Refused for somebody else's folder, or too many."""
    article_id = id_of(db, slug)
    _ensure_folder(db, member, draft.folder_id)
    kept = db.scalar(select(func.count()).select_from(Bookmark).where(Bookmark.person_id == member.person_id)) or 0
    if kept >= BOOKMARKS_AT_MOST and not _has(db, member, article_id):
        raise Refused(f"You have saved {BOOKMARKS_AT_MOST} articles. Take one away first.")
    note = sealing.sealed_note(db, member, article_id, draft.note)
    values = {"folder_id": draft.folder_id, "note_sealed": note}
    fresh = insert(Bookmark).values(person_id=member.person_id, article_id=article_id, created_at=now(), **values)
    db.execute(fresh.on_conflict_do_update(index_elements=[Bookmark.person_id, Bookmark.article_id], set_=values))


def take_away(db: Session, member: Member, slug: str) -> None:
    """Remove a bookmark with its note. Twice is the same as once."""
    article_id = id_of(db, slug)
    db.execute(delete(Bookmark).where(Bookmark.person_id == member.person_id, Bookmark.article_id == article_id))


def note_progress(db: Session, member: Member, slug: str, draft: ProgressDraft) -> None:
    """Keep how far this person is. Raises Forbidden where the text is closed to them."""
    article_id = _open_to(db, member, slug)
    moment = now()
    is_over = draft.is_finished if draft.is_finished is not None else (draft.percent or 0) >= READ
    values: dict[str, Any] = {"read_at": moment}
    if draft.percent is not None or draft.is_finished is not None:
        values["percent"] = 100 if draft.is_finished else draft.percent or 0
    if is_over:
        values["finished_at"] = func.coalesce(Reading.finished_at, moment)
    elif draft.is_finished is False:
        values["finished_at"] = None
    first = {"percent": values.get("percent", 0), "finished_at": moment if is_over else None, "read_at": moment}
    fresh = insert(Reading).values(person_id=member.person_id, article_id=article_id, **first)
    db.execute(fresh.on_conflict_do_update(index_elements=[Reading.person_id, Reading.article_id], set_=values))


def rate(db: Session, member: Member, slug: str, draft: RatingDraft) -> None:
    """Keep what this person thinks, in the place of what they thought before. Raises Forbidden for a closed text."""
    article_id = _open_to(db, member, slug)
    db.execute(select(Article.id).where(Article.id == article_id).with_for_update())  # two first ratings are one
    mine = (Rating.person_id == member.person_id, Rating.article_id == article_id)
    before = db.execute(select(Rating.is_useful, Rating.stars).where(*mine)).one_or_none()
    old_useful, old_stars = (before.is_useful, before.stars) if before else (None, None)
    useful = old_useful if draft.is_useful is None else draft.is_useful
    stars = old_stars if draft.stars is None else draft.stars
    values = {"is_useful": useful, "stars": stars, "rated_at": now()}
    fresh = insert(Rating).values(person_id=member.person_id, article_id=article_id, **values)
    db.execute(fresh.on_conflict_do_update(index_elements=[Rating.person_id, Rating.article_id], set_=values))
    _count(db, article_id, (old_useful, old_stars), (useful, stars))


def _count(db: Session, article_id: UUID, old: tuple[Any, Any], new: tuple[Any, Any]) -> None:
    """Move the article's sums, which name nobody, by the difference."""
    changes = {
        "useful_count": Article.useful_count + ((new[0] is True) - (old[0] is True)),
        "not_useful_count": Article.not_useful_count + ((new[0] is False) - (old[0] is False)),
        "stars_count": Article.stars_count + ((new[1] is not None) - (old[1] is not None)),
        "stars_sum": Article.stars_sum + ((new[1] or 0) - (old[1] or 0)),
    }
    db.execute(update(Article).where(Article.id == article_id).values(changes))


def _open_to(db: Session, member: Member, slug: str) -> UUID:
    article = show(db, member, slug, scores_of(db, member))
    if not article.card.is_open:
        raise Forbidden(article.closed)
    return article.card.id


def _has(db: Session, member: Member, article_id: UUID) -> bool:
    mine = (Bookmark.person_id == member.person_id, Bookmark.article_id == article_id)
    return db.scalar(select(Bookmark.article_id).where(*mine)) is not None


def _ensure_folder(db: Session, member: Member, folder_id: UUID | None) -> None:
    if folder_id is None:
        return
    mine = (Folder.person_id == member.person_id, Folder.id == folder_id)
    if db.scalar(select(Folder.id).where(*mine)) is None:
        raise NotFound("There is no such folder.")
