"""Goals as JSON. `category` is the kind of a goal; amounts are decimal strings of its `currency`."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from flask.typing import ResponseReturnValue

from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.fields import Outgoing
from mingus.core.idempotency import Attempt, once
from mingus.core.security import member, signed_in
from mingus.goals import service
from mingus.goals.schemas import (
    ContributionAnswer,
    ContributionDraft,
    ContributionList,
    GoalAnswer,
    GoalChange,
    GoalDetail,
    GoalDraft,
    GoalList,
    PageWanted,
)

Answer = dict[str, Any]

api = APIBlueprint("goals_api", __name__, url_prefix="/api/financial/goals", tag="Goals")


@api.get("")
@signed_in
@api.output(GoalList)
def index() -> GoalList:
    """The household's goals, active and most important first."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        found = service.list_goals(db, who)
    return GoalList(items=[GoalAnswer.of(goal) for goal in found])


@api.post("")
@signed_in
@api.input(GoalDraft, location="json")
@api.output(GoalAnswer, status_code=201)
def create(json_data: GoalDraft) -> Answer:
    """Start a goal. With an Idempotency-Key, sending it again makes no second one."""
    who = member()
    with transaction(who.household_id) as db:
        return once(db, who, _attempt(), lambda: _plain(GoalAnswer.of(service.create(db, who, json_data))))


@api.get("/<uuid:goal_id>")
@signed_in
@api.output(GoalDetail)
def show(goal_id: UUID) -> GoalDetail:
    """One goal, and how it fits beside the others."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        goal, outlook = service.get(db, who, goal_id), service.outlook(db, who)
    return GoalDetail.with_outlook(goal, outlook, today(who.time_zone))


@api.patch("/<uuid:goal_id>")
@signed_in
@api.input(GoalChange, location="json")
@api.output(GoalAnswer)
def edit(goal_id: UUID, json_data: GoalChange) -> GoalAnswer:
    """Change what is sent; `status` pauses, resumes, completes or cancels."""
    who = member()
    with transaction(who.household_id) as db:
        return GoalAnswer.of(service.edit(db, who, goal_id, json_data))


@api.delete("/<uuid:goal_id>")
@signed_in
@api.output({}, status_code=204)
def delete(goal_id: UUID) -> ResponseReturnValue:
    """Put a goal into the trash; it can be restored for 30 days."""
    who = member()
    with transaction(who.household_id) as db:
        service.delete(db, who, goal_id)
    return "", 204


@api.post("/<uuid:goal_id>/restore")
@signed_in
@api.output(GoalAnswer)
def restore(goal_id: UUID) -> GoalAnswer:
    """Take a goal out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        return GoalAnswer.of(service.restore(db, who, goal_id))


@api.get("/<uuid:goal_id>/contributions")
@signed_in
@api.input(PageWanted, location="query")
@api.output(ContributionList)
def contributions(goal_id: UUID, query_data: PageWanted) -> ContributionList:
    """What was put aside and taken back, newest first."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        goal = service.get(db, who, goal_id)
        page = service.contributions(db, who, goal.id, cursor=query_data.cursor, limit=query_data.limit)
    return ContributionList.of(page)


@api.post("/<uuid:goal_id>/contributions")
@signed_in
@api.input(ContributionDraft, location="json")
@api.output(ContributionAnswer, status_code=201)
def contribute(goal_id: UUID, json_data: ContributionDraft) -> Answer:
    """Put money towards a goal; a negative amount takes it back, never below zero. Takes an Idempotency-Key."""
    who = member()
    with transaction(who.household_id) as db:
        return once(
            db, who, _attempt(), lambda: _plain(ContributionAnswer.of(service.contribute(db, who, goal_id, json_data)))
        )


def _attempt() -> Attempt:
    """This request, for telling a retry from another one."""
    return Attempt(request.headers.get("Idempotency-Key"), f"{request.method} {request.path}\n".encode() + request.data)


def _plain(answer: Outgoing) -> Answer:
    return answer.model_dump(mode="json")
