"""After registering or signing in: make what this browser answered before one's own, or forget it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from mingus.assessments.attempts import asker, reading, take_token_away, token, writing
from mingus.assessments.pages.door import door, only_a_button, shown
from mingus.assessments.service.shelves import Sheet
from mingus.core import toasts
from mingus.core.later import Later
from mingus.core.security import member, signed_in

if TYPE_CHECKING:
    from mingus.assessments.service import desk as service
else:
    service = Later("mingus.assessments.service.desk")


@door.get("/keep")
@signed_in(action="own account")
def keep() -> ResponseReturnValue:
    """What this browser has from before the sign-in. It may be somebody else's, so nothing is taken unasked."""
    who = asker()
    with reading(who) as db:
        waiting = service.waiting(db, token()) if token() else []
    lines = [(service.current(sheet.slug).name, sheet) for sheet in waiting]
    return shown("keep.html", lines=lines, zone=who.time_zone)


@door.post("/keep")
@signed_in(action="own account")
def claim() -> ResponseReturnValue:
    """Yes, this was me."""
    only_a_button()
    who = asker()
    with writing(who) as db:
        moved = service.claim(db, member(), token()) if token() else []
    take_token_away()
    toasts.say("Kept. It is yours now." if moved else "There was nothing left to keep.")
    return redirect(_way_on(moved), code=303)


@door.post("/keep/forget")
@signed_in(action="own account")
def forget() -> ResponseReturnValue:
    """No, this was somebody else."""
    only_a_button()
    who = asker()
    with writing(who) as db:
        if token():
            service.forget(db, token())
    take_token_away()
    toasts.say("Forgotten.")
    return redirect(url_for(".index"), code=303)


def _way_on(moved: Sequence[Sheet]) -> str:
    """To the newest result, or to the question that is open."""
    for sheet in moved:
        if sheet.finished_at:
            return url_for(".result", result_id=sheet.id)
    return url_for(".question", attempt_id=moved[0].id) if moved else url_for(".index")
