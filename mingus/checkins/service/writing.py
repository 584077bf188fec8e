"""Writing check-ins: one a week, until the week is closed."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import delete as delete_rows
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.checkins.models import CheckIn
from mingus.checkins.rules.weeks import open_weeks
from mingus.checkins.schemas import CheckInDraft, CheckInView
from mingus.checkins.service.reading import of_week
from mingus.checkins.service.sealing import Answers, sealed
from mingus.core import check_in_events, events
from mingus.core.clock import now, today
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member

CLOSED: Final = "This week is closed. A week can be written until the Monday after it."
ANSWERED: Final = "You have already checked in this week. Delete the check-in first if you want to skip."


def save(db: Session, member: Member, week_on: date, draft: CheckInDraft) -> CheckInView:
    """Write a week's answers, or others in their place. Raises Refused once the week is closed."""
    _require_open(member, week_on)
    return note(db, member, week_on, draft)


def note(db: Session, member: Member, week_on: date, draft: CheckInDraft) -> CheckInView:
    """The same for a week that may be closed: the demonstration has weeks from before it was made."""
    check_in_id, was = _row_of(db, member.person_id, week_on)
    answers = sealed(db, member.person_id, check_in_id, Answers(draft.scores, draft.note))
    _put(db, member.person_id, check_in_id, status="done", answers_sealed=answers)
    _say(db, member, check_in_id, "changed" if was == "done" else "done")
    return _written(db, member, week_on)


def skip(db: Session, member: Member, week_on: date) -> CheckInView:
    """Leave a week out on purpose; twice is once. Raises Refused once it is closed, Conflict when it has answers."""
    _require_open(member, week_on)
    there = of_week(db, member.person_id, week_on)
    if there and there.status == "done":
        raise Conflict(ANSWERED)
    check_in_id, was = _row_of(db, member.person_id, week_on)
    if was is None:
        _say(db, member, check_in_id, "skipped")
    return _written(db, member, week_on)


def delete(db: Session, member: Member, week_on: date) -> None:
    """Forget a week, whether it is closed or not. Raises NotFound."""
    gone = db.scalar(
        delete_rows(CheckIn)
        .where(CheckIn.person_id == member.person_id, CheckIn.week_on == week_on)
        .returning(CheckIn.id)
    )
    if gone is None:
        raise NotFound("There is no check-in of that week.")
    _say(db, member, gone, "deleted")


def _require_open(member: Member, week_on: date) -> None:
    if week_on not in open_weeks(today(member.time_zone)):
        raise Refused(CLOSED, fields={"week_on": CLOSED})


def _row_of(db: Session, person_id: UUID, week_on: date) -> tuple[UUID, str | None]:
    """The id of the week's row, made if need be and locked, and its status before; two at once make one."""
    moment = now()
    fresh = insert(CheckIn).values(
        person_id=person_id, id=new_id(), week_on=week_on, status="skipped", created_at=moment, updated_at=moment
    )
    made = db.scalar(fresh.on_conflict_do_nothing(index_elements=["person_id", "week_on"]).returning(CheckIn.id))
    if made is not None:
        return made, None
    mine = select(CheckIn.id, CheckIn.status).where(CheckIn.person_id == person_id, CheckIn.week_on == week_on)
    found = db.execute(mine.with_for_update()).one()
    return found.id, found.status


def _put(db: Session, person_id: UUID, check_in_id: UUID, **values: object) -> None:
    mine = (CheckIn.person_id == person_id, CheckIn.id == check_in_id)
    db.execute(update(CheckIn).where(*mine).values(**values, updated_at=now()))


def _written(db: Session, member: Member, week_on: date) -> CheckInView:
    found = of_week(db, member.person_id, week_on)
    assert found, "it was written in this transaction"
    return found


def _say(db: Session, member: Member, check_in_id: UUID, change: str) -> None:
    events.record(
        db,
        check_in_events.CheckInChanged(member.household_id, member.person_id, member.person_id, check_in_id, change),
    )
