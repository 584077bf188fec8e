"""Where the link of an invitation leads.

A cookie of ours is not sent along from a mail program, so the link shows a page that goes on by itself; only there
it is known who is signed in. Looking changes nothing: programs that look into mails before people do may.
"""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.permissions import ROLE_MEANINGS, ROLE_NAMES
from mingus.core.policy import open_to
from mingus.core.security import signed_in
from mingus.core.tenancy import Member
from mingus.core.web import field_errors
from mingus.identity import attempts, invitation_attempts, service
from mingus.identity.beginning import begin_session
from mingus.identity.pages.door import FIRST_STEPS, door, kept, read_form
from mingus.identity.rules import email_key
from mingus.identity.rules.passwords import MIN_CHARACTERS
from mingus.identity.schemas import Known
from mingus.identity.schemas.households import Newcomer
from mingus.identity.visitors import visitor

HOLDERS = "whoever was sent the link: it is the key, with 256 random bits"


@door.get("/invitation/<token>")
@open_to("anyone", HOLDERS)
def invited(token: str) -> ResponseReturnValue:
    """A page that goes on to the invitation; it looks the same for every link."""
    onward = url_for("identity.invitation", token=token)
    answer = make_response(render_template("identity/landing.html", onward=onward))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@door.get("/invitation/<token>/answer")
@open_to("anyone", HOLDERS)
def invitation(token: str) -> ResponseReturnValue:
    """Who invites, to what, as what; and the ways to answer."""
    return _page(token, {}, {})


@door.post("/invitation/<token>/accept")
@signed_in(action="own account")
def accept_invitation(token: str) -> ResponseReturnValue:
    """Become a member with the account that is signed in, and go on in that household."""
    principal = security.principal()
    assert principal is not None
    try:
        joined = invitation_attempts.accept(principal, token, visitor())
    except Refused as refusal:
        return _page(token, {}, {}, str(refusal)), 422
    with transaction(joined.household_id) as db:
        cookie = service.households.enter(db, joined.household_id, joined.person_id, principal.session_id)
    return _inside(cookie)


@door.post("/invitation/<token>/join")
@open_to("anyone", HOLDERS, limit=invitation_attempts.ANSWER_LIMIT)
def join_invited(token: str) -> ResponseReturnValue:
    """Become a person of ours and a member at once; signed in afterwards."""
    typed = kept("first_name", "last_name", "terms_accepted")
    try:
        newcomer = read_form(Newcomer, terms_accepted="terms_accepted" in request.form)
        joined = invitation_attempts.join(newcomer, token, visitor())
    except ValidationError as error:
        return _page(token, typed, field_errors(error)), 422
    except Refused as refusal:
        return _page(token, typed, refusal.fields, None if refusal.fields else str(refusal)), 422
    if before := security.principal():
        attempts.log_out(before)
    return _inside(_begin_session(joined), FIRST_STEPS)


@door.post("/invitation/<token>/decline")
@open_to("anyone", HOLDERS, limit=invitation_attempts.ANSWER_LIMIT)
def decline_invitation(token: str) -> ResponseReturnValue:
    """Say no; the link dies."""
    invitation_attempts.decline(token, visitor())
    toasts.say("Declined. Nobody will ask you again by this link.")
    return redirect("/" if security.principal() else url_for("identity.sign_in"), code=303)


def _begin_session(joined: Member) -> str:
    """For somebody new, who has just chosen a password: there can be no second factor beside it yet."""
    known = Known(joined.person_id, joined.household_id, 1, "")
    with transaction(joined.household_id) as db:
        return begin_session(db, known)


def _inside(cookie: str, after: str = "/") -> ResponseReturnValue:
    toasts.say("Welcome. You belong to this household now.")
    answer = redirect(after, code=303)
    security.set_cookie(answer, "session", cookie)
    return answer


def _page(token: str, form: dict[str, str], errors: dict[str, str], message: str | None = None) -> str:
    view, who = invitation_attempts.look(token), security.principal()
    return render_template(
        "identity/invitation/answer.html",
        token=token,
        view=view,
        who=who,
        fits=who is not None and email_key(who.email) == email_key(view.email),
        form=form,
        errors=errors,
        message=message,
        role_name=ROLE_NAMES[view.role].lower(),
        role_meaning=ROLE_MEANINGS[view.role],
        min_characters=MIN_CHARACTERS,
    )
