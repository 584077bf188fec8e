"""Debts as JSON. Amounts are decimal strings of `currency`."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from flask.typing import ResponseReturnValue

from mingus.core.db import transaction
from mingus.core.idempotency import attempt_of, once
from mingus.core.security import member, signed_in
from mingus.profile.schemas import DebtAnswer, DebtChange, DebtDraft, DebtList
from mingus.profile.service import debts

debts_door = APIBlueprint("debts_api", __name__, url_prefix="/api/user/debts", tag="Profile")


@debts_door.get("")
@signed_in
@debts_door.output(DebtList)
def index() -> DebtList:
    """What this household owes, the largest debt first."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return DebtList(items=[DebtAnswer.of(view) for view in debts.list_for(db, who)])


@debts_door.post("")
@signed_in
@debts_door.input(DebtDraft, location="json", arg_name="draft")
@debts_door.output(DebtAnswer, status_code=201)
def create(draft: DebtDraft) -> dict[str, Any]:
    """Note a debt. With an Idempotency-Key, sending it again makes no second one."""
    who = member()
    with transaction(who.household_id) as db:
        return once(db, who, attempt_of(request), lambda: _plain(DebtAnswer.of(debts.create(db, who, draft))))


@debts_door.get("/<uuid:debt_id>")
@signed_in
@debts_door.output(DebtAnswer)
def show(debt_id: UUID) -> DebtAnswer:
    """One debt."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return DebtAnswer.of(debts.get(db, who, debt_id))


@debts_door.patch("/<uuid:debt_id>")
@signed_in
@debts_door.input(DebtChange, location="json", arg_name="change")
@debts_door.output(DebtAnswer)
def edit(debt_id: UUID, change: DebtChange) -> DebtAnswer:
    """Change what is sent."""
    who = member()
    with transaction(who.household_id) as db:
        return DebtAnswer.of(debts.edit(db, who, debt_id, change))


@debts_door.delete("/<uuid:debt_id>")
@signed_in
@debts_door.output({}, status_code=204)
def delete(debt_id: UUID) -> ResponseReturnValue:
    """Put a debt into the trash; it can be restored for 30 days."""
    who = member()
    with transaction(who.household_id) as db:
        debts.delete(db, who, debt_id)
    return "", 204


@debts_door.post("/<uuid:debt_id>/restore")
@signed_in
@debts_door.output(DebtAnswer)
def restore(debt_id: UUID) -> DebtAnswer:
    """Take a debt out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        return DebtAnswer.of(debts.restore(db, who, debt_id))


def _plain(answer: DebtAnswer) -> dict[str, Any]:
    return answer.model_dump(mode="json")
