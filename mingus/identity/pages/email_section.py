"""The e-mail address on the security page: whether it is confirmed, and how it becomes another."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.core import security, settings, toasts
from mingus.core.errors import Refused, Unavailable
from mingus.core.policy import open_to
from mingus.core.security import Principal, signed_in
from mingus.core.step_up import stepped_up
from mingus.core.web import field_errors
from mingus.identity import credential_attempts as attempts
from mingus.identity.asking import who
from mingus.identity.pages.door import door, kept, read_form
from mingus.identity.pages.security_page import section
from mingus.identity.schemas import EmailChange
from mingus.identity.service import credentials

OWN = "people change their own"


@section("email", place=10)
def email(db: Session, person: Principal) -> object:
    """The address, and whether it is known to be this person's."""
    return {"email": person.email, "is_verified": credentials.is_verified(db, person.person_id)}


@door.get("/settings/security/email")
@stepped_up
def new_email() -> ResponseReturnValue:
    """The form for a new address, for whoever has confirmed lately that it is them."""
    return _form({}, {})


@door.post("/settings/security/email")
@open_to("signed in", OWN, limit=attempts.EMAIL_LIMIT)
@stepped_up
def change_email() -> ResponseReturnValue:
    """Mail a link to the new address."""
    typed = kept("email")
    try:
        attempts.change_email(who(), read_form(EmailChange))
    except ValidationError as error:
        return _form(typed, field_errors(error)), 422
    except Refused as refusal:
        return _form(typed, refusal.fields), refusal.status
    except Unavailable as busy:
        return _form(typed, {}, str(busy)), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    toasts.say("We have written to the new address. It counts once you have followed the link there.")
    return redirect(url_for("identity.security_settings"), code=303)


@door.post("/settings/security/email/verify")
@open_to("signed in", OWN, limit=attempts.AGAIN_LIMIT)
@signed_in(action="own account")
def verify_again() -> ResponseReturnValue:
    """Mail the link that confirms the address once more."""
    try:
        attempts.send_verification(who())
    except Unavailable as busy:
        toasts.say(str(busy))
    else:
        toasts.say("We have mailed you the link." if settings.sends_mail() else "Your address is confirmed.")
    return redirect(security.safe_next(request.form.get("next")), code=303)


def _form(typed: dict[str, str], errors: dict[str, str], message: str | None = None) -> str:
    return render_template(
        "identity/security/new_email.html", form=typed, errors=errors, message=message, present=who().email
    )
