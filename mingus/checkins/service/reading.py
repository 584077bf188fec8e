"""Reading check-ins, opened for their person. The transaction names the person; the queries name them too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from mingus.checkins.models import CheckIn
from mingus.checkins.schemas import CheckInView
from mingus.checkins.service.sealing import Answers, opened
from mingus.core import cursors
from mingus.core.crypto import Unreadable

PAGE: Final = 25
_COLUMNS: Final = (CheckIn.id, CheckIn.week_on, CheckIn.status, CheckIn.answers_sealed, CheckIn.updated_at)


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """Some check-ins, newest first; `next_cursor` leads to older ones."""

    check_ins: list[CheckInView]
    next_cursor: str | None


def of_week(db: Session, person_id: UUID, week_on: date) -> CheckInView | None:
    """The check-in of one week; None when there is none."""
    return next(_views(db, person_id, _mine(person_id).where(CheckIn.week_on == week_on)), None)


def page(db: Session, person_id: UUID, *, cursor: str | None = None, limit: int = PAGE) -> CheckInPage:
    """A page of check-ins. Raises Refused for a strange `cursor`."""
    wanted = _mine(person_id).order_by(CheckIn.week_on.desc()).limit(limit + 1)
    if cursor is not None:
        before, _ = cursors.decode(person_id, cursor)
        wanted = wanted.where(CheckIn.week_on < before)
    found = list(_views(db, person_id, wanted))
    last = found[limit - 1] if len(found) > limit else None
    return CheckInPage(found[:limit], cursors.encode(person_id, last.week_on, last.id) if last else None)


def since(db: Session, person_id: UUID, first_on: date) -> list[CheckInView]:
    """The check-ins of every week from this one on, oldest first."""
    return list(_views(db, person_id, _mine(person_id).where(CheckIn.week_on >= first_on).order_by(CheckIn.week_on)))


def statuses(db: Session, person_id: UUID) -> dict[date, str]:
    """Done or skipped, by week; nothing is opened for it."""
    wanted = select(CheckIn.week_on, CheckIn.status).where(CheckIn.person_id == person_id)
    return {row.week_on: row.status for row in db.execute(wanted)}


def _mine(person_id: UUID) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(CheckIn.person_id == person_id)


def _views(db: Session, person_id: UUID, wanted: Select[*tuple[Any, ...]]) -> Iterator[CheckInView]:
    for row in db.execute(wanted).all():
        yield _view(db, person_id, row)


def _view(db: Session, person_id: UUID, row: Row[*tuple[Any, ...]]) -> CheckInView:
    try:
        answers, is_readable = opened(db, person_id, row.id, row.answers_sealed), True
    except Unreadable:
        answers, is_readable = Answers({}, ""), False
    return CheckInView(row.id, row.week_on, row.status, answers.scores, answers.note, row.updated_at, is_readable)
