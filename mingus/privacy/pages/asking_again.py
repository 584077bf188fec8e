"""When the terms have changed they are asked again. Until then people may read, take everything along, and leave."""

from typing import Final

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.errors import Forbidden
from mingus.core.policy import SAFE_METHODS
from mingus.core.security import member, safe_next, signed_in
from mingus.core.web import is_partial
from mingus.privacy.pages.door import door
from mingus.privacy.pages.texts import facts
from mingus.privacy.service import acceptance

PUT_OFF: Final = "terms-later"
ALWAYS: Final = (
    "privacy.",
    "privacy_api.",
    "identity.confirm",
    "identity.end",
    "identity_confirm",
    "identity_api.log_",
)
"""What stays open: reading the words, taking everything along, leaving, confirming who one is, signing out."""


class TermsChanged(Forbidden):
    """A change by somebody who has not accepted today's terms yet: a person does so at /terms/changed."""

    code = "terms_changed"
    security_event = ""


@door.before_app_request
def ask_again() -> ResponseReturnValue | None:
    """Nothing, for whoever has accepted; else the page that asks, in place of a page or a change."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_api, reads = request.path.startswith("/api/"), request.method in SAFE_METHODS
    if not getattr(view, "is_for_signed_in", False) or (request.endpoint or "").startswith(ALWAYS):
        return None
    if reads and (is_api or is_partial() or security.cookie_name(PUT_OFF) in request.cookies):
        return None
    who = security.principal()
    if who is None or not acceptance.is_due(who.person_id):
        return None
    if is_api or is_partial():
        raise TermsChanged("The terms have changed. Read and accept them at /terms/changed; until then you can read.")
    return redirect(url_for("privacy.changed_terms", next=request.full_path.removesuffix("?") if reads else "/"), 303)


@door.get("/terms/changed")
@signed_in(action="own account")
def changed_terms() -> ResponseReturnValue:
    """What is new, and the two ways on."""
    return render_template("privacy/changed.html", after=safe_next(request.args.get("next")), **facts())


@door.post("/terms/accept")
@signed_in(action="own account")
def accept_terms() -> ResponseReturnValue:
    """Accept today's terms."""
    who = member()
    with transaction(who.household_id) as db:
        acceptance.accept(db, who)
    toasts.say("Thank you. The new terms are accepted.")
    answer = redirect(safe_next(request.form.get("next")), code=303)
    security.clear_cookie(answer, PUT_OFF)
    return answer


@door.post("/terms/later")
@signed_in(action="own account")
def put_off_terms() -> ResponseReturnValue:
    """Go on and read, for as long as this browser is open."""
    answer = redirect(safe_next(request.form.get("next")), code=303)
    security.set_cookie(answer, PUT_OFF, "1")
    return answer
