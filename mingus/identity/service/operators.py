"""Operators: who they are, and which household they may read for how long. A household reads of each look itself.

Nobody becomes one in a browser; nobody reads anything without a second factor, a reason, and an end that is near.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus import messaging
from mingus.core import crypto, events, settings
from mingus.core.clock import now
from mingus.core.crypto import Unreadable
from mingus.core.db import GLOBAL, within
from mingus.core.errors import Forbidden, NotFound
from mingus.core.ids import new_id
from mingus.core.system_events import AccessEnded, AccessOpened, OperatorEnded, OperatorMade
from mingus.identity.models import Household, Membership, Person
from mingus.identity.operator_models import Operator, OperatorGrant
from mingus.identity.rules.operators import check_minutes, check_reason
from mingus.identity.service.factors import has_second_factor
from mingus.identity.service.notices import moment_in_words

FACTOR_FIRST = "Add a passkey or an authenticator app first: without a second factor nobody reads other people’s data."
UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Access:
    """A permission that is open: of whom, for what, until when."""

    id: UUID
    household_id: UUID
    operator_id: UUID
    reason: str
    made_at: datetime
    expires_at: datetime


def make_operator(db: Session, person_id: UUID, role: str) -> None:
    """Give somebody this role, whatever they were before; in a transaction of the system's."""
    fresh = insert(Operator).values(person_id=person_id, role=role, made_at=now())
    db.execute(fresh.on_conflict_do_update(index_elements=[Operator.person_id], set_={"role": role}))
    events.record(db, OperatorMade(GLOBAL, None, person_id, role))


def end_operator(db: Session, person_id: UUID) -> None:
    """Take the role away, and every look that is open. Raises NotFound for somebody who has none."""
    gone = db.scalar(delete(Operator).where(Operator.person_id == person_id).returning(Operator.person_id))
    if gone is None:
        raise NotFound("This person is no operator.")
    ended: list[AccessEnded | None] = []
    for access in _open(db, OperatorGrant.operator_id == person_id):
        with within(db, access.household_id):
            ended.append(_end(db, access.household_id, access.id, None))
    for event in (*ended, OperatorEnded(GLOBAL, None, person_id)):
        if event is not None:
            events.record(db, event.told_in(GLOBAL))


def operator_role(db: Session, person_id: UUID) -> str | None:
    """'support', 'operator', or None."""
    return db.scalar(select(Operator.role).where(Operator.person_id == person_id))


def open_access(db: Session, operator_id: UUID, household_id: UUID, *, reason: str, minutes: int) -> UUID:
    """Let an operator read this household, whose transaction it is; both chains say so.

    Raises Refused for a poor reason, NotFound for no household or no operator, Forbidden without a second factor.
    """
    said, lasts = check_reason(reason), timedelta(minutes=check_minutes(minutes))
    if operator_role(db, operator_id) is None or db.scalar(_household(household_id)) is None:
        raise NotFound("There is no such household.")
    if not has_second_factor(db, operator_id):
        raise Forbidden(FACTOR_FIRST)
    grant_id, moment = new_id(), now()
    sealing = crypto.data_key(db, "household", household_id)
    db.add(
        OperatorGrant(
            id=grant_id,
            household_id=household_id,
            operator_id=operator_id,
            reason_sealed=sealing.seal(said, table="operator_grants", column="reason_sealed", row_id=grant_id),
            made_at=moment,
            expires_at=moment + lasts,
        )
    )
    opened = AccessOpened(household_id, operator_id, grant_id, household_id, minutes)
    events.record(db, opened)
    _record_in_system(db, opened)
    _tell_household(db, household_id, minutes)
    return grant_id


def end_access(db: Session, household_id: UUID, grant_id: UUID, by: UUID) -> None:
    """End a look at once. Raises NotFound when this household has no open one with this id."""
    ended = _end(db, household_id, grant_id, by)
    if ended is None:
        raise NotFound("This look is over already.")
    _record_in_system(db, ended)


def access_into(db: Session, household_id: UUID) -> list[Access]:
    """Who may read this household now, and why."""
    return [_read(db, row) for row in _open(db, OperatorGrant.household_id == household_id)]


def access_of(db: Session, operator_id: UUID) -> list[Access]:
    """What this operator may read now."""
    return [_read(db, row) for row in _open(db, OperatorGrant.operator_id == operator_id)]


def access_of_all(db: Session) -> list[Access]:
    """What anybody may read now."""
    return [_read(db, row) for row in _open(db, OperatorGrant.id.is_not(None))]


def access_for_export(db: Session, household_id: UUID) -> list[dict[str, Any]]:
    """Every look there ever was into this household, for taking along."""
    rows = db.scalars(select(OperatorGrant).where(OperatorGrant.household_id == household_id))
    kept = ("id", "household_id", "operator_id", "made_at", "expires_at", "ended_at", "ended_by")
    return [{**{name: getattr(row, name) for name in kept}, "reason": _reason(db, row)} for row in rows]


def _open(db: Session, which: ColumnElement[bool]) -> Sequence[OperatorGrant]:
    is_open = (OperatorGrant.ended_at.is_(None), OperatorGrant.expires_at > now())
    return db.scalars(select(OperatorGrant).where(which, *is_open).order_by(OperatorGrant.expires_at)).all()


def _end(db: Session, household_id: UUID, grant_id: UUID, by: UUID | None) -> AccessEnded | None:
    """End it and say so in the household's chain; None when it was over."""
    ended = db.scalar(
        update(OperatorGrant)
        .where(
            OperatorGrant.id == grant_id,
            OperatorGrant.household_id == household_id,
            OperatorGrant.ended_at.is_(None),
            OperatorGrant.expires_at > now(),
        )
        .values(ended_at=now(), ended_by=by)
        .returning(OperatorGrant.id)
        .execution_options(synchronize_session=False)
    )
    if ended is None:
        return None
    event = AccessEnded(household_id, by, grant_id, household_id)
    events.record(db, event)
    return event


def _record_in_system(db: Session, event: AccessOpened | AccessEnded) -> None:
    with within(db, GLOBAL):
        events.record(db, event.told_in(GLOBAL))


def _tell_household(db: Session, household_id: UUID, minutes: int) -> None:
    """A mail to each of its people: that somebody looks, and where the reason stands."""
    people = (
        select(Person.id, Person.email, Household.time_zone)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.id == household_id)
    )
    for person_id, email, time_zone in db.execute(people).all():
        messaging.send(
            db,
            template="identity/access_opened",
            to=email,
            facts={
                "minutes": minutes,
                "moment": moment_in_words(now(), time_zone),
                "link": settings.link("/settings/activity?kind=security"),
            },
            person_id=person_id,
            household_id=household_id,
        )


def _household(household_id: UUID) -> Any:
    return select(Household.id).where(Household.id == household_id)


def _read(db: Session, row: OperatorGrant) -> Access:
    return Access(row.id, row.household_id, row.operator_id, _reason(db, row), row.made_at, row.expires_at)


def _reason(db: Session, row: OperatorGrant) -> str:
    try:
        key = crypto.data_key(db, "household", row.household_id)
        return key.open(row.reason_sealed, table="operator_grants", column="reason_sealed", row_id=row.id)
    except Unreadable:
        return UNAVAILABLE
