"""Confirming that it is still you, before something sensitive."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.errors import Refused, Unavailable
from mingus.core.security import safe_next, signed_in
from mingus.core.web import field_errors
from mingus.identity import factor_attempts
from mingus.identity.asking import site, who
from mingus.identity.pages.door import door, read_form
from mingus.identity.schemas.second_factors import Proof
from mingus.identity.service import factors


@door.get("/confirm")
@signed_in(action="own account")
def confirmation() -> ResponseReturnValue:
    """Ask for what only this person knows or has."""
    return _form(safe_next(request.args.get("next")), {})


@door.post("/confirm")
@signed_in(action="own account")
def confirm() -> ResponseReturnValue:
    """Go on to where the question came from, in a new session."""
    after = safe_next(request.form.get("next"))
    try:
        cookie = factor_attempts.confirm(who(), read_form(Proof), site())
    except ValidationError as error:
        return _form(after, field_errors(error)), 422
    except Refused as refusal:
        return _form(after, refusal.fields), 422
    except Unavailable as busy:
        return _form(after, {}, str(busy)), busy.status, {"Retry-After": str(busy.retry_after_seconds)}
    answer = redirect(after, code=303)
    if cookie:
        security.set_cookie(answer, "session", cookie)
    return answer


def _form(after: str, errors: dict[str, str], message: str | None = None) -> str:
    person = who()
    with transaction(person.household_id, read_only=True) as db:
        kinds = factors.overview.kinds(db, person.person_id)
    view = {"after": after, "errors": errors, "message": message, "who": person, "kinds": kinds}
    return render_template("identity/confirm.html", **view)
