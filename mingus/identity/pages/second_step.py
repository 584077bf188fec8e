"""The second step of signing in, between the right password and the session; and signing in by a passkey alone."""

from dataclasses import dataclass
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from mingus.core import security, toasts
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import MingusError, Refused, Unauthorized, Unavailable
from mingus.core.policy import open_to
from mingus.core.security import safe_next
from mingus.core.web import field_errors
from mingus.identity import attempts, factor_attempts
from mingus.identity.asking import PENDING, cookie, remembered_cookie, site
from mingus.identity.beginning import begin_session
from mingus.identity.pages.door import door, read_form
from mingus.identity.schemas import Known, Pending
from mingus.identity.schemas.second_factors import Evidence, PasskeyAnswer
from mingus.identity.service import factors
from mingus.identity.visitors import visitor


@dataclass(frozen=True)
class Entered:
    """What a browser keeps after the second step; `remembered` is '' unless it asked not to be asked again."""

    person_id: UUID
    session: str
    remembered: str


@door.get("/login/second")
@open_to("anyone", "the cookie of the first step says whose second step this is")
def second_step() -> ResponseReturnValue:
    """Ask for the second factor."""
    try:
        known = factor_attempts.waiting(cookie(PENDING))
    except Unauthorized as late:
        return _begin_again(late)
    return _form(known, {})


@door.post("/login/second")
@open_to("anyone", "the cookie of the first step says whose second step this is", limit=factor_attempts.LIMIT)
def finish_second_step() -> ResponseReturnValue:
    """Take the second factor: a new session begins, and the one this browser had before ends."""
    try:
        known = factor_attempts.waiting(cookie(PENDING))
        return _take(known)
    except Unauthorized as late:
        return _begin_again(late)


@door.post("/login/passkey")
@open_to("anyone", "the passkey says who it is", limit=factor_attempts.PASSKEY_LIMIT)
def sign_in_by_passkey() -> ResponseReturnValue:
    """Sign in without a password: the passkey's device has checked its owner."""
    after = safe_next(request.form.get("next"))
    try:
        said, bound_to = read_form(PasskeyAnswer).credential, security.browser_binding()
        begun = factor_attempts.log_in_by_passkey(said, visitor(), site(), bound_to, begin_session)
    except (ValidationError, Unauthorized):
        return _begin_again(Unauthorized(factor_attempts.NO_SUCH_PASSKEY))
    return _let_in(begun, after)


def lead_to_second_step(pending: Pending, after: str) -> ResponseReturnValue:
    """After the right password: this browser alone may take the second step."""
    answer = redirect(url_for("identity.second_step", next=after), code=303)
    seconds = int(factors.pending.LIVES.total_seconds())
    security.set_cookie(answer, PENDING, pending.token, max_age_seconds=seconds)
    return answer


def _take(known: Known) -> ResponseReturnValue:
    try:
        entered = factor_attempts.finish(cookie(PENDING), read_form(Evidence), site(), _enter)
    except ValidationError as error:
        return _form(known, field_errors(error)), 422
    except Refused as refusal:
        return _form(known, refusal.fields), 422
    except Unavailable as busy:
        return _form(known, {}, str(busy)), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    answer = _let_in(entered.session, safe_next(request.form.get("next")))
    security.clear_cookie(answer, PENDING)
    if entered.remembered:
        seconds = int(factors.remembered.LASTS.total_seconds())
        name = remembered_cookie(entered.person_id)
        security.set_cookie(answer, name, entered.remembered, max_age_seconds=seconds)
    return answer


def _enter(db: Session, known: Known) -> Entered:
    kept = factors.remembered.remember(db, known, visitor().browser) if "remember" in request.form else ""
    return Entered(known.person_id, begin_session(db, known), kept)


def _let_in(session: str, after: str) -> Response:
    if before := security.principal():
        attempts.log_out(before)
    answer = redirect(after, code=303)
    security.set_cookie(answer, "session", session)
    return answer


def _form(known: Known, errors: dict[str, str], message: str | None = None) -> str:
    with transaction(GLOBAL, read_only=True) as db:
        kinds = factors.overview.kinds(db, known.person_id)
    after = safe_next(request.values.get("next"))
    return render_template("identity/second_step.html", after=after, errors=errors, message=message, kinds=kinds)


def _begin_again(late: MingusError) -> ResponseReturnValue:
    toasts.say(str(late))
    answer = redirect(url_for("identity.sign_in", next=safe_next(request.values.get("next"))), code=303)
    security.clear_cookie(answer, PENDING)
    return answer
