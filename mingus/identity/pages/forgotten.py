"""For whoever forgot the password. The page says the same of every address, and nothing of whether it is known."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import settings
from mingus.core.policy import open_to
from mingus.core.web import field_errors
from mingus.identity import credential_attempts as attempts
from mingus.identity.pages.door import door, read_form
from mingus.identity.schemas import Address
from mingus.identity.visitors import visitor


@door.get("/forgot-password")
@open_to("anyone", "whoever forgot the password cannot sign in")
def forgot() -> ResponseReturnValue:
    """Asks for the address."""
    return _form("", {})


@door.post("/forgot-password")
@open_to("anyone", "whoever forgot the password cannot sign in", limit=attempts.FORGOT_LIMIT)
def send_link() -> ResponseReturnValue:
    """Have a link mailed, if there is somebody to mail it to."""
    try:
        given = read_form(Address)
    except ValidationError as error:
        return _form(request.form.get("email", ""), field_errors(error)), 422
    attempts.forgot(given.email, visitor())
    return render_template("identity/link_sent.html", sends_mail=settings.sends_mail())


def _form(email: str, errors: dict[str, str]) -> str:
    return render_template("identity/forgot_password.html", email=email, errors=errors)
