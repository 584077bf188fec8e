"""Reading a person's finished results. The transaction must name the person; nobody else's rows show."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, select, tuple_
from sqlalchemy.orm import Session

from mingus.assessments.models import Attempt
from mingus.assessments.schemas import ResultView
from mingus.core import cursors
from mingus.core.db import read
from mingus.core.fixed import Fixed
from mingus.core.tenancy import Member

READINESS: Final = "readiness"

_COLUMNS: Final = (
    Attempt.id,
    Attempt.slug,
    Attempt.version,
    Attempt.score,
    Attempt.sub_scores,
    Attempt.band,
    Attempt.finished_at,
)
_LATEST: Final = Fixed(
    select(*_COLUMNS)
    .where(
        Attempt.person_id == bindparam("person_id"), Attempt.slug == bindparam("slug"), Attempt.finished_at.is_not(None)
    )
    .order_by(Attempt.finished_at.desc(), Attempt.id.desc())
    .limit(1)
)


def latest(db: Session, person_id: UUID, slug: str) -> ResultView | None:
    """How the assessment `slug` last came out for this person; None before they finished one."""
    found = read(db, _LATEST, {"person_id": person_id, "slug": slug})
    return view(found[0]) if found else None


def history(db: Session, person_id: UUID, slug: str | None = None, *, limit: int = 50) -> list[ResultView]:
    """A person's results, newest first; of one assessment where `slug` names one."""
    wanted = select(*_COLUMNS).where(Attempt.person_id == person_id, Attempt.finished_at.is_not(None))
    if slug:
        wanted = wanted.where(Attempt.slug == slug)
    rows = read(db, wanted.order_by(Attempt.finished_at.desc(), Attempt.id.desc()).limit(limit))
    return [view(row) for row in rows]


def page(
    db: Session, member: Member, slug: str | None, *, cursor: str | None, limit: int
) -> tuple[list[ResultView], str | None]:
    """A page of a person's results, the last begun first, and where to go on. Raises Refused for a bad cursor."""
    wanted = select(*_COLUMNS).where(Attempt.person_id == member.person_id, Attempt.finished_at.is_not(None))
    if slug:
        wanted = wanted.where(Attempt.slug == slug)
    if cursor:
        wanted = wanted.where(Attempt.id < cursors.decode(member.household_id, cursor)[1])
    found = [view(row) for row in read(db, wanted.order_by(Attempt.id.desc()).limit(limit + 1))]
    kept = found[:limit]
    if len(found) <= limit:
        return kept, None
    return kept, cursors.encode(member.household_id, kept[-1].taken_at.date(), kept[-1].id)


def before(db: Session, person_id: UUID, slug: str, taken_at: datetime, attempt_id: UUID) -> UUID | None:
    """The result of the same assessment that came before this one."""
    wanted = select(Attempt.id).where(Attempt.person_id == person_id, Attempt.slug == slug)
    earlier = tuple_(Attempt.finished_at, Attempt.id) < tuple_(taken_at, attempt_id)
    return db.scalar(wanted.where(earlier).order_by(Attempt.finished_at.desc(), Attempt.id.desc()).limit(1))


def readiness(db: Session, person_id: UUID) -> dict[str, int] | None:
    """The three phase scores of the latest readiness result, {'be': …, 'do': …, 'have': …}; None before the first."""
    found = latest(db, person_id, READINESS)
    return dict(found.sub_scores) if found else None


def view(row: Row[Any]) -> ResultView:
    """A finished attempt's row as others see it."""
    return ResultView(
        id=row.id,
        slug=row.slug,
        version=row.version,
        score=row.score,
        sub_scores=row.sub_scores or {},
        band=row.band,
        taken_at=row.finished_at,
    )
