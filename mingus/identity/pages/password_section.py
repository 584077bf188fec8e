"""The password on the security page."""

from datetime import timedelta

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.core import security, toasts
from mingus.core.errors import Refused, Unavailable
from mingus.core.policy import open_to
from mingus.core.security import Principal, signed_in
from mingus.core.web import field_errors
from mingus.identity import credential_attempts as attempts
from mingus.identity import service
from mingus.identity.pages.door import door, read_form
from mingus.identity.pages.security_page import Typed, page, section
from mingus.identity.rules.passwords import MIN_CHARACTERS
from mingus.identity.schemas import Known, PasswordChange
from mingus.identity.visitors import visitor


@section("password", place=20)
def password(_db: Session, who: Principal) -> object:
    """What a new password must have; the address is for the browser's own keeper of passwords."""
    return {"min_characters": MIN_CHARACTERS, "email": who.email}


@door.post("/settings/security/password")
@open_to("signed in", "people change their own", limit=attempts.PASSWORD_LIMIT)
@signed_in(action="own account")
def change_password() -> ResponseReturnValue:
    """Replace the password; this browser gets a new session, and everything else that was signed in ends."""
    who = security.principal()
    assert who is not None
    try:
        cookie = attempts.change_password(who, read_form(PasswordChange), _begin_session)
    except ValidationError as error:
        return page(Typed("password", {}, field_errors(error))), 422
    except Refused as refusal:
        return page(Typed("password", {}, refusal.fields)), refusal.status
    except Unavailable as busy:
        back = Typed("password", {}, {}, str(busy))
        return page(back), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    toasts.say("Your password is changed. Everything else that was signed in is signed out.")
    answer = redirect(url_for("identity.security_settings"), code=303)
    security.set_cookie(answer, "session", cookie)
    return answer


def _begin_session(db: Session, known: Known) -> str:
    longest = timedelta(seconds=security.settings().session_absolute_seconds)
    return service.begin_session(db, known, visitor().browser, longest=longest)
