"""Check-ins as JSON. A week is named by its Monday."""

from apiflask import APIBlueprint
from flask.typing import ResponseReturnValue

from mingus.checkins import forms, service, words
from mingus.checkins.rules.statistics import CONFIDENCE_PERCENT
from mingus.checkins.schemas import (
    CheckInAnswer,
    CheckInDraft,
    CheckInList,
    PageWanted,
    PatternAnswer,
    PatternList,
    WeekAnswer,
    WeekWanted,
)
from mingus.core.db import transaction
from mingus.core.security import member, signed_in

api = APIBlueprint("checkins_api", __name__, url_prefix="/api", tag="Check-ins")


@api.get("/check-ins")
@signed_in(action="own account")
@api.input(PageWanted, location="query")
@api.output(CheckInList)
def index(query_data: PageWanted) -> CheckInList:
    """Your check-ins, newest week first."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        found = service.page(db, who.person_id, cursor=query_data.cursor, limit=query_data.limit)
    return CheckInList(items=[CheckInAnswer.of(one) for one in found.check_ins], next_cursor=found.next_cursor)


@api.get("/check-in/week")
@signed_in(action="own account")
@api.input(WeekWanted, location="query")
@api.output(WeekAnswer)
def week(query_data: WeekWanted) -> WeekAnswer:
    """The week to write now, or the one you name: your check-in, what the week brought, and your row of weeks.

    It is this week; on a Monday, the one just ended until you have written or skipped it.
    """
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        return WeekAnswer.of(service.week(db, who, query_data.week_on))


@api.get("/check-in/patterns")
@signed_in(action="own account")
@api.output(PatternList)
def patterns() -> PatternList:
    """Which numbers of yours went together, with how many weeks and how sure; nothing below eight weeks."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        found = service.patterns(db, who)
    return PatternList(items=[PatternAnswer.of(one, CONFIDENCE_PERCENT, words.headline(one)) for one in found])


@api.put("/check-ins/<string:week_on>")
@signed_in(action="own account")
@api.input(CheckInDraft, location="json")
@api.output(CheckInAnswer)
def save(week_on: str, json_data: CheckInDraft) -> CheckInAnswer:
    """Write a week's answers. Sending them again makes no second check-in; a closed week is refused."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        return CheckInAnswer.of(service.save(db, who, forms.day(week_on), json_data))


@api.post("/check-ins/<string:week_on>/skip")
@signed_in(action="own account")
@api.output(CheckInAnswer)
def skip(week_on: str) -> CheckInAnswer:
    """Leave a week out; twice is once."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        return CheckInAnswer.of(service.skip(db, who, forms.day(week_on)))


@api.delete("/check-ins/<string:week_on>")
@signed_in(action="own account")
@api.output({}, status_code=204)
def delete(week_on: str) -> ResponseReturnValue:
    """Forget a week, also a closed one."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.delete(db, who, forms.day(week_on))
    return "", 204
