"""Everything of one's own: archives to take along, made by the worker, and the way out."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.core.step_up import stepped_up
from mingus.privacy import attempts
from mingus.privacy.pages.door import door
from mingus.privacy.service import acceptance, archives


@door.get("/settings/data")
@signed_in(action="own account")
def show_data() -> ResponseReturnValue:
    """What can be taken along, what was accepted, and how to leave."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        made, accepted = archives.newest(db, who), acceptance.accepted_at(db, who.person_id)
    agreed = [(date.fromisoformat(version), moment) for version, moment in accepted]
    shown: dict[str, Any] = {"archives": made, "agreed": agreed, "zone": ZoneInfo(who.time_zone)}
    return render_template("privacy/data.html", **shown)


@door.post("/settings/data/archive")
@stepped_up(action="export")
def ask_archive() -> ResponseReturnValue:
    """Have an archive made."""
    who = member()
    with transaction(who.household_id) as db:
        archives.ask(db, who)
    toasts.say("Your archive is being made.")
    return redirect(url_for(".show_data", _anchor="archives"), code=303)


@door.get("/settings/data/archive/<uuid:archive_id>/progress")
@signed_in(action="export")
def archive_progress(archive_id: UUID) -> ResponseReturnValue:
    """Whether it is made; tells the page to reload once it is."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        archive = archives.get(db, who, archive_id)
    answer = Response(render_template("privacy/_progress.html", archive=archive))
    if archive.status != "making":
        answer.headers["HX-Refresh"] = "true"
    return answer


@door.get("/settings/data/archive/<uuid:archive_id>")
@stepped_up(action="export")
def download_archive(archive_id: UUID) -> ResponseReturnValue:
    """The archive, as a download."""
    return attempts.hand_out(member(), archive_id)
