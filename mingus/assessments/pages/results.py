"""The page of a result, the same on paper and by mail, and its end."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from mingus.assessments.attempts import VISITORS, asker, count_mail, has_token, reading, writing
from mingus.assessments.filing import file_of
from mingus.assessments.pages.door import door, shown
from mingus.core import toasts
from mingus.core.errors import NotFound
from mingus.core.later import Later
from mingus.core.policy import heavy, open_to
from mingus.core.security import signed_in, whoever

if TYPE_CHECKING:
    from mingus.assessments.service import desk as service
else:
    service = Later("mingus.assessments.service.desk")


@door.get("/results/<uuid:result_id>")
@open_to("anyone", VISITORS)
def result(result_id: UUID) -> ResponseReturnValue:
    """How it came out, why, how sure that is, and what to do next."""
    who = asker()
    try:
        with reading(who) as db:
            found = service.report(db, who.shelf, result_id)
    except NotFound:
        if who.member and has_token():  # perhaps taken in this browser before they signed in
            return redirect(url_for(".keep"), code=303)
        raise
    return shown("result.html", report=found, taken_on=who.day(found.result.taken_at))


@door.get("/results/<uuid:result_id>/pdf")
@signed_in(action="own account")
@heavy
def as_pdf(result_id: UUID) -> ResponseReturnValue:
    """The result on paper."""
    who = asker()
    with reading(who) as db:
        found = service.report(db, who.shelf, result_id)
    return file_of(found, who.day(found.result.taken_at))


@door.post("/results/<uuid:result_id>/mail")
@signed_in(action="own account")
@heavy
def mail(result_id: UUID) -> ResponseReturnValue:
    """The result to one's own confirmed address."""
    who, me = asker(), whoever()
    assert who.member, "only who is signed in comes here"
    count_mail(me)
    with writing(who) as db:
        found = service.report(db, who.shelf, result_id)
        service.mail(db, who.member, me.email, found, who.day(found.result.taken_at))
    toasts.say("On its way to your mailbox.")
    return redirect(url_for(".result", result_id=result_id), code=303)


@door.post("/results/<uuid:result_id>/delete")
@signed_in(action="own account")
def delete(result_id: UUID) -> ResponseReturnValue:
    """Delete a result for good."""
    who = asker()
    with writing(who) as db:
        gone = service.delete(db, who.shelf, result_id, who.member)
    toasts.say("Result deleted.")
    return redirect(url_for(".intro", slug=gone.slug), code=303)
