"""The password: its card on the security page, and the page where another is chosen."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.core import security, toasts
from mingus.core.errors import Refused, Unavailable
from mingus.core.policy import open_to
from mingus.core.security import Principal
from mingus.core.step_up import stepped_up
from mingus.core.web import field_errors
from mingus.identity import credential_attempts as attempts
from mingus.identity.asking import who
from mingus.identity.beginning import begin_session
from mingus.identity.pages.door import door, read_form
from mingus.identity.pages.security_page import section
from mingus.identity.schemas import PasswordChange


@section("password", place=20)
def password(_db: Session, _person: Principal) -> object:
    """The way to another password; the card says all there is."""
    return None


@door.get("/settings/security/password")
@stepped_up
def new_password() -> ResponseReturnValue:
    """The form for another password, for whoever has confirmed lately that it is them."""
    return _form({})


@door.post("/settings/security/password")
@open_to("signed in", "people change their own", limit=attempts.PASSWORD_LIMIT)
@stepped_up
def change_password() -> ResponseReturnValue:
    """Replace the password; this browser gets a new session, and everything else that was signed in ends."""
    try:
        cookie = attempts.change_password(who(), read_form(PasswordChange), begin_session)
    except ValidationError as error:
        return _form(field_errors(error)), 422
    except Refused as refusal:
        return _form(refusal.fields), refusal.status
    except Unavailable as busy:
        return _form({}, str(busy)), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    toasts.say("Your password is changed. Everything else that was signed in is signed out.")
    answer = redirect(url_for("identity.security_settings"), code=303)
    security.set_cookie(answer, "session", cookie)
    return answer


def _form(errors: dict[str, str], message: str | None = None) -> str:
    """The address is for the browser's own keeper of passwords."""
    shown = {"email": who().email, "min_characters": attempts.chooser(who()).min_characters}
    return render_template("identity/security/new_password.html", errors=errors, message=message, **shown)
