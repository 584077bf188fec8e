"""Assessments as JSON: public definitions, attempts, answers, results. Scores are computed here and taken from nobody.

Visitors are known by the cookie that beginning an attempt sets; programs that keep cookies may take assessments too.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from apiflask import APIBlueprint
from flask.typing import ResponseReturnValue

from mingus.assessments import filing
from mingus.assessments.attempts import START_LIMIT, VISITORS, asker, beginner, count_mail, take_token_away, token
from mingus.assessments.schemas import AnswersDraft, HistoryWanted, Nothing
from mingus.assessments.schemas.answers import (
    AssessmentAnswer,
    AssessmentList,
    AttemptAnswer,
    Claimed,
    DefinitionAnswer,
    ReportAnswer,
    ResultAnswer,
    ResultList,
)
from mingus.core.db import transaction
from mingus.core.later import Later
from mingus.core.policy import heavy, open_to
from mingus.core.security import member, signed_in, whoever

if TYPE_CHECKING:
    from mingus.assessments.service import desk as service
else:
    service = Later("mingus.assessments.service.desk")

PUBLIC = "anybody may read what is asked; points and weights stay here"

api = APIBlueprint("assessments_api", __name__, url_prefix="/api/assessments", tag="Assessments")


@api.get("/available")
@open_to("anyone", PUBLIC)
@api.output(AssessmentList)
def available() -> AssessmentList:
    """Every assessment."""
    return AssessmentList(items=[AssessmentAnswer.of(each) for each in service.every()])


@api.get("/<slug>")
@open_to("anyone", PUBLIC)
@api.output(DefinitionAnswer)
def show(slug: str) -> DefinitionAnswer:
    """The questions of an assessment, in the order they may be asked; choices of listed ones are with the attempt."""
    return DefinitionAnswer.whole(service.current(slug))


@api.post("/<slug>/attempts")
@open_to("anyone", VISITORS, limit=START_LIMIT)
@api.input(Nothing, location="json")
@api.output(AttemptAnswer, status_code=201)
def start(slug: str, json_data: Nothing) -> AttemptAnswer:  # noqa: ARG001  that nothing is sent is all it says
    """Begin an assessment, or go on with the attempt that is open: sending it again makes no second one."""
    service.current(slug)
    who = beginner()
    with transaction(who.household_id, person_id=who.shelf.person_id) as db:
        return AttemptAnswer.model_validate(service.plain(db, service.start(db, who.shelf, slug), who.member))


@api.get("/attempts/<uuid:attempt_id>")
@open_to("anyone", VISITORS)
@api.output(AttemptAnswer)
def attempt(attempt_id: UUID) -> AttemptAnswer:
    """One's own attempt: what was answered and what is still asked."""
    who = asker()
    with transaction(who.household_id, person_id=who.shelf.person_id, read_only=True) as db:
        return AttemptAnswer.model_validate(service.plain(db, who.shelf.get(db, attempt_id), who.member))


@api.post("/attempts/<uuid:attempt_id>/answers")
@open_to("anyone", VISITORS)
@api.input(AnswersDraft, location="json")
@api.output(AttemptAnswer)
def answer(attempt_id: UUID, json_data: AnswersDraft) -> AttemptAnswer:
    """Keep answers; each replaces the one before. Unknown fields, and scores in any form, are refused."""
    who = asker()
    with transaction(who.household_id, person_id=who.shelf.person_id) as db:
        sheet = service.answer(db, who.shelf, attempt_id, json_data.answers)
        return AttemptAnswer.model_validate(service.plain(db, sheet, who.member))


@api.post("/attempts/<uuid:attempt_id>/submit")
@open_to("anyone", VISITORS)
@api.input(Nothing, location="json")
@api.output(ReportAnswer)
def submit(attempt_id: UUID, json_data: Nothing) -> ReportAnswer:  # noqa: ARG001  that nothing is sent is all it says
    """Score it, once and for all; the same again gives the same result."""
    who = asker()
    with transaction(who.household_id, person_id=who.shelf.person_id) as db:
        service.submit(db, who.shelf, attempt_id, who.member)
        return ReportAnswer.whole(service.report(db, who.shelf, attempt_id))


@api.get("/results")
@signed_in(action="own account")
@api.input(HistoryWanted, location="query")
@api.output(ResultList)
def results(query_data: HistoryWanted) -> ResultList:
    """One's own results, newest first; of one assessment where `assessment` names it."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        page, onward = service.page(db, who, query_data.assessment, cursor=query_data.cursor, limit=query_data.limit)
    return ResultList(items=[ResultAnswer.of(each) for each in page], next_cursor=onward)


@api.get("/results/<uuid:result_id>")
@open_to("anyone", VISITORS)
@api.output(ReportAnswer)
def result(result_id: UUID) -> ReportAnswer:
    """One result: why, how sure, what next."""
    who = asker()
    with transaction(who.household_id, person_id=who.shelf.person_id, read_only=True) as db:
        return ReportAnswer.whole(service.report(db, who.shelf, result_id))


@api.get("/results/<uuid:result_id>/pdf")
@signed_in(action="own account")
@heavy
def as_pdf(result_id: UUID) -> ResponseReturnValue:
    """One result as a PDF."""
    who = asker()
    with transaction(who.household_id, person_id=who.shelf.person_id, read_only=True) as db:
        found = service.report(db, who.shelf, result_id)
    return filing.file_of(found, who.day(found.result.taken_at))


@api.post("/results/<uuid:result_id>/mail")
@signed_in(action="own account")
@heavy
@api.input(Nothing, location="json")
@api.output({}, status_code=202)
def mail(result_id: UUID, json_data: Nothing) -> ResponseReturnValue:  # noqa: ARG001  that nothing is sent is all it says
    """Send one result to one's own confirmed address; no other can be named."""
    me, who = whoever(), asker()
    count_mail(me)
    with transaction(who.household_id, person_id=who.shelf.person_id) as db:
        found = service.report(db, who.shelf, result_id)
        service.mail(db, member(), me.email, found, who.day(found.result.taken_at))
    return {}, 202


@api.delete("/results/<uuid:result_id>")
@signed_in(action="own account")
@api.output({}, status_code=204)
def delete(result_id: UUID) -> ResponseReturnValue:
    """Delete a result for good."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.delete(db, asker().shelf, result_id, who)
    return "", 204


@api.post("/attempts/claim")
@signed_in(action="own account")
@api.input(Nothing, location="json")
@api.output(Claimed)
def claim(json_data: Nothing) -> Claimed:  # noqa: ARG001  that nothing is sent is all it says
    """Make what this browser answered as a visitor one's own; of two calls one moves it."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        moved = service.claim(db, who, token()) if token() else []
    take_token_away()
    return Claimed(results=[ResultAnswer.of(service.result_of(each)) for each in moved if each.finished_at])
