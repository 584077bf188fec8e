"""The e-mail address on the security page: whether it is confirmed, and how it becomes another."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.core import security, settings, toasts
from mingus.core.errors import Refused, Unavailable
from mingus.core.policy import open_to
from mingus.core.security import Principal, signed_in
from mingus.core.web import field_errors
from mingus.identity import credential_attempts as attempts
from mingus.identity.pages.door import door, kept, read_form
from mingus.identity.pages.security_page import Typed, page, section
from mingus.identity.schemas import EmailChange
from mingus.identity.service import credentials

OWN = "people change their own"


@section("email", place=10)
def email(db: Session, who: Principal) -> object:
    """The address, and whether it is known to be this person's."""
    return {"email": who.email, "is_verified": credentials.is_verified(db, who.person_id)}


@door.post("/settings/security/email")
@open_to("signed in", OWN, limit=attempts.EMAIL_LIMIT)
@signed_in(action="own account")
def change_email() -> ResponseReturnValue:
    """Mail a link to the new address."""
    who = security.principal()
    assert who is not None
    typed = kept("email")
    try:
        attempts.change_email(who, read_form(EmailChange))
    except ValidationError as error:
        return page(Typed("email", typed, field_errors(error))), 422
    except Refused as refusal:
        return page(Typed("email", typed, refusal.fields)), refusal.status
    except Unavailable as busy:
        return page(Typed("email", typed, {}, str(busy))), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    toasts.say("We have written to the new address. It counts once you have followed the link there.")
    return redirect(url_for("identity.security_settings"), code=303)


@door.post("/settings/security/email/verify")
@open_to("signed in", OWN, limit=attempts.AGAIN_LIMIT)
@signed_in(action="own account")
def verify_again() -> ResponseReturnValue:
    """Mail the link that confirms the address once more."""
    who = security.principal()
    assert who is not None
    try:
        attempts.send_verification(who)
    except Unavailable as busy:
        toasts.say(str(busy))
    else:
        toasts.say("We have mailed you the link." if settings.sends_mail() else "Your address is confirmed.")
    return redirect(security.safe_next(request.form.get("next")), code=303)
