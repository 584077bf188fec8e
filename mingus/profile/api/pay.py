"""Pay schedules as JSON. Amounts are decimal strings of `currency`."""

from typing import Any, Final
from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from flask.typing import ResponseReturnValue

from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.idempotency import attempt_of, once
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.profile.schemas import (
    PayScheduleAnswer,
    PayScheduleChange,
    PayScheduleDraft,
    PayScheduleList,
    PayScheduleView,
)
from mingus.profile.service import pay

DAYS_AHEAD: Final = 90

pay_door = APIBlueprint("pay_api", __name__, url_prefix="/api/user/pay-schedules", tag="Profile")


@pay_door.get("")
@signed_in
@pay_door.output(PayScheduleList)
def index() -> PayScheduleList:
    """When the people of this household are paid."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return PayScheduleList(items=[_answer(view, who) for view in pay.pay_schedules(db, who.household_id)])


@pay_door.post("")
@signed_in
@pay_door.input(PayScheduleDraft, location="json", arg_name="draft")
@pay_door.output(PayScheduleAnswer, status_code=201)
def create(draft: PayScheduleDraft) -> dict[str, Any]:
    """Add a pay schedule. With an Idempotency-Key, sending it again makes no second one."""
    who = member()
    with transaction(who.household_id) as db:
        return once(db, who, attempt_of(request), lambda: _plain(_answer(pay.create(db, who, draft), who)))


@pay_door.get("/<uuid:schedule_id>")
@signed_in
@pay_door.output(PayScheduleAnswer)
def show(schedule_id: UUID) -> PayScheduleAnswer:
    """One pay schedule."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return _answer(pay.get(db, who, schedule_id), who)


@pay_door.patch("/<uuid:schedule_id>")
@signed_in
@pay_door.input(PayScheduleChange, location="json", arg_name="change")
@pay_door.output(PayScheduleAnswer)
def edit(schedule_id: UUID, change: PayScheduleChange) -> PayScheduleAnswer:
    """Change what is sent."""
    who = member()
    with transaction(who.household_id) as db:
        return _answer(pay.edit(db, who, schedule_id, change), who)


@pay_door.delete("/<uuid:schedule_id>")
@signed_in
@pay_door.output({}, status_code=204)
def delete(schedule_id: UUID) -> ResponseReturnValue:
    """Put a pay schedule into the trash; it can be restored for 30 days."""
    who = member()
    with transaction(who.household_id) as db:
        pay.delete(db, who, schedule_id)
    return "", 204


@pay_door.post("/<uuid:schedule_id>/restore")
@signed_in
@pay_door.output(PayScheduleAnswer)
def restore(schedule_id: UUID) -> PayScheduleAnswer:
    """Take a pay schedule out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        return _answer(pay.restore(db, who, schedule_id), who)


def _answer(view: PayScheduleView, who: Member) -> PayScheduleAnswer:
    return PayScheduleAnswer.of(view, pay.next_days(view, today(who.time_zone), DAYS_AHEAD))


def _plain(answer: PayScheduleAnswer) -> dict[str, Any]:
    return answer.model_dump(mode="json")
