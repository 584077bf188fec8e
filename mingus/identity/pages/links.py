"""Where links in mails lead. Looking uses nothing up: programs look into mail too. Only a button does.

A link comes from another site, so the browser holds back the cookies that are only for our own pages. The first page
answers 200 and goes on by itself to the second, which then has them; a redirect (302) would not (tried in Chromium).
"""

from typing import Final

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import SecretStr

from mingus.core import security, toasts
from mingus.core.errors import Refused, Unavailable
from mingus.core.policy import open_to
from mingus.identity import credential_attempts as attempts
from mingus.identity.pages.door import door
from mingus.identity.rules.links import Purpose
from mingus.identity.service.links import Link
from mingus.identity.visitors import visitor

WHY: Final = "whoever follows a link in a mail need not be signed in"
GONE: Final = 410
WORDS: Final = {
    Purpose.VERIFY_EMAIL: (
        "Confirm your e-mail address",
        "This address is yours, and you want to use it with Mingus.",
        "Confirm address",
    ),
    Purpose.CHANGE_EMAIL: (
        "Use this address from now on?",
        "You will sign in with it, and mail goes to it.",
        "Use this address",
    ),
    Purpose.UNDO_EMAIL_CHANGE: (
        "Take your old address back?",
        "It counts again at once, and everything that is signed in ends.",
        "Take it back",
    ),
}
DONE: Final = {
    Purpose.VERIFY_EMAIL: "Thank you. Your e-mail address is confirmed.",
    Purpose.CHANGE_EMAIL: "Your new e-mail address counts from now on.",
    Purpose.UNDO_EMAIL_CHANGE: "Your old address counts again, and all is signed out. Choose a new password now.",
}


@door.get("/verify-email/<token>", defaults={"purpose": Purpose.VERIFY_EMAIL})
@door.get("/reset-password/<token>", defaults={"purpose": Purpose.RESET_PASSWORD})
@door.get("/change-email/<token>", defaults={"purpose": Purpose.CHANGE_EMAIL})
@door.get("/undo-email-change/<token>", defaults={"purpose": Purpose.UNDO_EMAIL_CHANGE})
@open_to("anyone", WHY)
def land(purpose: Purpose, token: str) -> ResponseReturnValue:
    """The first page: goes on to the second."""
    answer = make_response(render_template("identity/landing.html", onward=f"{purpose.path}/{token}/confirm"))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@door.get("/verify-email/<token>/confirm", defaults={"purpose": Purpose.VERIFY_EMAIL})
@door.get("/change-email/<token>/confirm", defaults={"purpose": Purpose.CHANGE_EMAIL})
@door.get("/undo-email-change/<token>/confirm", defaults={"purpose": Purpose.UNDO_EMAIL_CHANGE})
@open_to("anyone", WHY, limit=attempts.LINK_LIMIT)
def ask(purpose: Purpose, token: str) -> ResponseReturnValue:
    """The second page: says what the button does."""
    try:
        attempts.look(purpose, token, visitor())
    except Refused as ended:
        return _ended(str(ended))
    title, sentence, button = WORDS[purpose]
    return render_template("identity/follow.html", title=title, sentence=sentence, button=button)


@door.post("/verify-email/<token>/confirm", defaults={"purpose": Purpose.VERIFY_EMAIL})
@door.post("/change-email/<token>/confirm", defaults={"purpose": Purpose.CHANGE_EMAIL})
@door.post("/undo-email-change/<token>/confirm", defaults={"purpose": Purpose.UNDO_EMAIL_CHANGE})
@open_to("anyone", WHY, limit=attempts.LINK_LIMIT)
def follow(purpose: Purpose, token: str) -> ResponseReturnValue:
    """Do what the link is for."""
    try:
        attempts.follow(purpose, token, visitor())
    except Refused as ended:
        return _ended(str(ended))
    toasts.say(DONE[purpose])
    if purpose is Purpose.UNDO_EMAIL_CHANGE:
        return redirect(url_for("identity.forgot"), code=303)
    return redirect("/" if security.principal() else url_for("identity.sign_in"), code=303)


@door.get("/reset-password/<token>/confirm")
@open_to("anyone", WHY, limit=attempts.LINK_LIMIT)
def choose(token: str) -> ResponseReturnValue:
    """The form for a new password."""
    try:
        link = attempts.look(Purpose.RESET_PASSWORD, token, visitor())
    except Refused as ended:
        return _ended(str(ended))
    return _password_form(link, {})


@door.post("/reset-password/<token>/confirm")
@open_to("anyone", WHY, limit=attempts.LINK_LIMIT)
def reset(token: str) -> ResponseReturnValue:
    """Replace the password, and sign in with it afterwards: a second factor is asked for there as always."""
    try:
        link = attempts.look(Purpose.RESET_PASSWORD, token, visitor())
    except Refused as ended:
        return _ended(str(ended))
    try:
        attempts.reset(link, token, SecretStr(request.form.get("password", "")))
    except Unavailable as busy:
        return _password_form(link, {}, str(busy)), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    except Refused as refusal:
        return (_password_form(link, refusal.fields), refusal.status) if refusal.fields else _ended(str(refusal))
    toasts.say("Your password is changed. Sign in with it now.")
    answer = redirect(url_for("identity.sign_in"), code=303)
    security.clear_cookie(answer, "session")
    return answer


def _password_form(link: Link, errors: dict[str, str], message: str | None = None) -> str:
    shortest = attempts.chooser(link).min_characters
    return render_template("identity/reset_password.html", errors=errors, message=message, min_characters=shortest)


def _ended(sentence: str) -> Response:
    return make_response(render_template("identity/link_ended.html", sentence=sentence), GONE)
