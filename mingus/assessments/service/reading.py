"""Reading a person's finished results. The transaction must name the person; nobody else's rows show."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from mingus.assessments.models import Attempt
from mingus.assessments.schemas import ResultView
from mingus.core.db import read
from mingus.core.fixed import Fixed

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
