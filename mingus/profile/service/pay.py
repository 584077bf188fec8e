"""When the people of a household are paid."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core import profile_events, retention
from mingus.core.clock import now, today
from mingus.core.db import read
from mingus.core.errors import NotFound, Refused
from mingus.core.events import record
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.profile.models import PaySchedule
from mingus.profile.schemas import PayScheduleChange, PayScheduleDraft, PayScheduleView

MAX_SCHEDULES: Final = 20  # per household; protects pages, not a product promise
_COLUMNS: Final = [getattr(PaySchedule, name) for name in PayScheduleView.__dataclass_fields__]
_FARTHEST: Final = timedelta(days=731)
_NOBODY: Final = "Choose somebody of this household."
_NO_DAYS: Final = "Say on which two days of the month."
_DAYS_ELSEWHERE: Final = "This belongs to pay that comes twice a month."
_GROSS_BELOW_NET: Final = "Before taxes it can’t be less than what arrives."


def pay_schedules(db: Session, household_id: UUID) -> list[PayScheduleView]:
    """When this household is paid, the oldest schedule first."""
    return _views(db, household_id, PaySchedule.deleted_at.is_(None))


def get(db: Session, member: Member, schedule_id: UUID) -> PayScheduleView:
    """One schedule. Raises NotFound when there is none, or it is somebody else's."""
    found = _views(db, member.household_id, PaySchedule.id == schedule_id, PaySchedule.deleted_at.is_(None))
    if not found:
        raise NotFound("There is no such pay schedule.")
    return found[0]


def deleted(db: Session, member: Member) -> list[PayScheduleView]:
    """What can still be restored."""
    return _views(db, member.household_id, PaySchedule.deleted_at > now() - retention.TRASH)


def create(db: Session, member: Member, draft: PayScheduleDraft) -> PayScheduleView:
    """Add a schedule, of the person who adds it unless said. Raises Refused naming the field."""
    _check_room(db, member)
    row = PaySchedule(
        household_id=member.household_id,
        id=new_id(),
        person_id=member.person_id,
        currency=member.currency,
        gross_minor=None,
        semimonthly_days=None,
        created_at=now(),
        deleted_at=None,
    )
    _write(db, member, row, draft)
    db.add(row)
    db.flush()
    _say(db, member, row, "created")
    return _view(row)


def edit(db: Session, member: Member, schedule_id: UUID, change: PayScheduleChange) -> PayScheduleView:
    """Change what is sent and leave the rest. Raises NotFound, and Refused naming the field."""
    row = _locked(db, member, schedule_id)
    _write(db, member, row, change)
    db.flush()
    _say(db, member, row, "edited")
    return _view(row)


def delete(db: Session, member: Member, schedule_id: UUID) -> None:
    """Put a schedule into the trash, from where it can be restored for 30 days. Raises NotFound."""
    row = _locked(db, member, schedule_id)
    row.deleted_at = now()
    db.flush()
    _say(db, member, row, "deleted")


def restore(db: Session, member: Member, schedule_id: UUID) -> PayScheduleView:
    """Take a schedule out of the trash; one that is not in it stays as it is. Raises NotFound."""
    row = _locked(db, member, schedule_id, also_deleted=True)
    if row.deleted_at is not None:
        _check_room(db, member)
        row.deleted_at = None
        db.flush()
        _say(db, member, row, "restored")
    return _view(row)


def next_days(schedule: PayScheduleView, since: date, days: int) -> list[date]:
    """On which of the `days` days from `since` on it pays."""
    return schedule.pay_days(since, since + timedelta(days=days - 1))


def _write(db: Session, member: Member, row: PaySchedule, sent: PayScheduleDraft | PayScheduleChange) -> None:
    for name in ("name", "rhythm", "weekend_rule"):
        if getattr(sent, name) is not None:
            setattr(row, name, getattr(sent, name))
    if sent.anchor_on is not None:
        row.anchor_on = _anchor(sent.anchor_on, member)
    if sent.net_amount is not None:
        row.net_minor = money_of(sent.net_amount, row.currency, "net_amount").minor
    if "gross_amount" in sent.model_fields_set:
        gross = sent.gross_amount and money_of(sent.gross_amount, row.currency, "gross_amount")
        row.gross_minor = gross.minor if gross else None
    if row.gross_minor is not None and row.gross_minor < row.net_minor:
        raise Refused(_GROSS_BELOW_NET, fields={"gross_amount": _GROSS_BELOW_NET})
    if sent.earner_id is not None and sent.earner_id != row.person_id:
        row.person_id = _earner(db, member, sent.earner_id)
    row.semimonthly_days = _days(row, sent.semimonthly_days)
    row.updated_at = now()


def _anchor(day: date, member: Member) -> date:
    if abs(day - today(member.time_zone)) > _FARTHEST:
        raise Refused("Choose a nearer pay day.", fields={"anchor_on": "Choose a pay day within two years of today."})
    return day


def _earner(db: Session, member: Member, person_id: UUID) -> UUID:
    if person_id not in {one.person_id for one in identity.members_of(db, member)}:
        raise Refused(_NOBODY, fields={"earner_id": _NOBODY})
    return person_id


def _days(row: PaySchedule, sent: str | None) -> str | None:
    if row.rhythm != "semimonthly":
        if sent is not None:
            raise Refused(_DAYS_ELSEWHERE, fields={"semimonthly_days": _DAYS_ELSEWHERE})
        return None
    days = sent or row.semimonthly_days
    if days is None:
        raise Refused(_NO_DAYS, fields={"semimonthly_days": _NO_DAYS})
    return days


def _locked(db: Session, member: Member, schedule_id: UUID, *, also_deleted: bool = False) -> PaySchedule:
    here = (PaySchedule.household_id == member.household_id, PaySchedule.id == schedule_id)
    row = db.scalar(select(PaySchedule).where(*here).with_for_update())
    if row is None or (row.deleted_at is not None and not also_deleted):
        raise NotFound("There is no such pay schedule.")
    return row


def _check_room(db: Session, member: Member) -> None:
    count = select(func.count()).select_from(PaySchedule).where(PaySchedule.household_id == member.household_id)
    if (db.scalar(count.where(PaySchedule.deleted_at.is_(None))) or 0) >= MAX_SCHEDULES:
        raise Refused(f"A household can have at most {MAX_SCHEDULES} pay schedules.")


def _views(db: Session, household_id: UUID, *which: ColumnElement[bool]) -> list[PayScheduleView]:
    wanted = select(*_COLUMNS).where(PaySchedule.household_id == household_id, *which).order_by(PaySchedule.id)
    return [_view(row) for row in read(db, wanted)]


def _view(row: PaySchedule | Row[Any]) -> PayScheduleView:
    return PayScheduleView(**{name: getattr(row, name) for name in PayScheduleView.__dataclass_fields__})


def _say(db: Session, member: Member, row: PaySchedule, change: str) -> None:
    record(db, profile_events.PayScheduleChanged(member.household_id, member.person_id, row.id, change))
