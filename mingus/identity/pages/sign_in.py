"""Join, sign in, sign out."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import security, settings, toasts
from mingus.core.errors import MingusError, Refused, Unauthorized, Unavailable
from mingus.core.policy import open_to
from mingus.core.security import safe_next
from mingus.core.web import field_errors
from mingus.identity import attempts
from mingus.identity.asking import remembered_by
from mingus.identity.beginning import begin_session
from mingus.identity.pages.door import FIRST_STEPS, door, kept, read_form
from mingus.identity.pages.second_step import lead_to_second_step
from mingus.identity.rules.hints import hint
from mingus.identity.rules.passwords import MIN_CHARACTERS
from mingus.identity.schemas import Credentials, Pending, Registration
from mingus.identity.visitors import know_again, visitor

REGISTERED = "You can sign in now."
REGISTERED_BY_MAIL = "You can sign in now. We have written to you: please follow the link in that mail."


@door.get("/register")
@open_to("anyone", "people join here")
def joining() -> ResponseReturnValue:
    """The form for joining; `?next=` is where they were going."""
    after = safe_next(request.args.get("next"))
    if security.principal():
        return redirect(after, code=303)
    return _join_form({"next": after}, {})


@door.post("/register")
@open_to("anyone", "people join here", limit=attempts.REGISTER_LIMIT)
def join() -> ResponseReturnValue:
    """Join, then sign in: the page afterwards is the same for a known address; see docs/decisions/0001."""
    after = safe_next(request.form.get("next"))
    typed = {**kept("email", "first_name", "last_name", "terms_accepted"), "next": after}
    try:
        attempts.register(read_form(Registration, terms_accepted="terms_accepted" in request.form), visitor())
    except ValidationError as error:
        return _join_form(typed, field_errors(error)), 422
    except Refused as refusal:
        return _join_form(typed, refusal.fields), 422
    except Unavailable as busy:
        return _join_form(typed, {}, str(busy)), busy.status, _retry(busy)
    toasts.say(REGISTERED_BY_MAIL if settings.sends_mail() else REGISTERED)
    return redirect(url_for("identity.sign_in", next=FIRST_STEPS if after == "/" else after, joined=1), code=303)


@door.post("/register/hint")
@open_to("anyone", "people choose a password here")
def password_hint() -> ResponseReturnValue:
    """How soon the password that is being typed would be guessed; nothing of it is kept."""
    words = [request.form.get(name, "") for name in ("email", "first_name", "last_name", "username")]
    typed = request.form.get("password") or request.form.get("new_password", "")
    sentence = hint(typed, words)
    return render_template("identity/_password_hint.html", sentence=sentence)


@door.get("/login")
@open_to("anyone", "people sign in here")
def sign_in() -> ResponseReturnValue:
    """The form for signing in."""
    after = safe_next(request.args.get("next"))
    if security.principal():
        return redirect(after, code=303)
    return _sign_in_form({"next": after, "joined": request.args.get("joined", "")}, {})


@door.post("/login")
@open_to("anyone", "people sign in here", limit=attempts.LOG_IN_LIMIT)
def begin() -> ResponseReturnValue:
    """Sign in: always a new session, and the one this browser had before ends."""
    typed = {**kept("email", "joined"), "next": safe_next(request.form.get("next"))}
    try:
        begun = attempts.log_in(read_form(Credentials), visitor(), begin_session, remembered_by)
    except ValidationError as error:
        return _sign_in_form(typed, field_errors(error)), 422
    except (Refused, Unauthorized, Unavailable) as refusal:
        return _sign_in_form(typed, {}, str(refusal)), refusal.status, _retry(refusal)
    know_again(typed["email"])
    if before := security.principal():
        attempts.log_out(before)
    if isinstance(begun, Pending):
        return lead_to_second_step(begun, typed["next"])
    answer = redirect(typed["next"], code=303)
    security.set_cookie(answer, "session", begun)
    return answer


@door.post("/logout")
@open_to("anyone", "signing out twice is no error")
def end() -> ResponseReturnValue:
    """Sign out: the session ends on the server, and the cookie goes."""
    if who := security.principal():
        attempts.log_out(who)
    answer = redirect(url_for("identity.sign_in"), code=303)
    security.clear_cookie(answer, "session")
    return answer


def _join_form(form: dict[str, str], errors: dict[str, str], message: str | None = None) -> str:
    return render_template(
        "identity/register.html", form=form, errors=errors, message=message, min_characters=MIN_CHARACTERS
    )


def _sign_in_form(form: dict[str, str], errors: dict[str, str], message: str | None = None) -> str:
    return render_template("identity/login.html", form=form, errors=errors, message=message)


def _retry(refusal: MingusError) -> dict[str, str]:
    return {"Retry-After": str(refusal.retry_after_seconds)} if isinstance(refusal, Unavailable) else {}
