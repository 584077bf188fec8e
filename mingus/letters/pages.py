"""Pages of letters: what comes by mail, and the link in each that ends its kind."""

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from mingus import identity
from mingus.core.db import transaction
from mingus.core.policy import open_to
from mingus.core.security import member, signed_in
from mingus.letters import links, service

pages = Blueprint("letters", __name__, template_folder="templates")
WHY = "whoever follows the link in a mail need not be signed in"
EXEMPT = "mail programs press it without a browser (RFC 8058); its signature is the proof, and it ends one kind of mail"


@pages.get("/settings/preferences/mail")
@signed_in(action="own account")
def index() -> ResponseReturnValue:
    """What comes when, and what came."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        shown = service.overview(db, who)
    return render_template("letters/index.html", shown=shown, time_zone=who.time_zone)


@pages.get("/letters/stop/<string:token>")
@open_to("anyone", WHY)
def ask(token: str) -> ResponseReturnValue:
    """Say what the button does. Looking ends nothing: programs look into mail too."""
    _, kind = links.read(token)
    return _private(render_template("letters/stop.html", kind=kind, is_done=False))


@pages.post("/letters/stop/<string:token>")
@open_to("anyone", WHY, csrf_exempt=EXEMPT)
def stop(token: str) -> ResponseReturnValue:
    """End this kind of letter for whoever it was written to."""
    person_id, kind = links.read(token)
    if to := identity.correspondent(person_id):
        with transaction(to.member.household_id, person_id=person_id) as db:
            service.stop(db, to.member, kind)
    return _private(render_template("letters/stop.html", kind=kind, is_done=True))


def _private(page: str) -> ResponseReturnValue:
    """The address is a secret of its reader's: no other site learns it."""
    answer = make_response(page)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
