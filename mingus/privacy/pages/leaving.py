"""Leaving for good: what goes, the typed confirmation, and the certificate, shown before the sign-in is forgotten."""

from base64 import b64encode
from typing import TYPE_CHECKING

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from mingus.core import security
from mingus.core.errors import Refused
from mingus.core.later import Later
from mingus.core.step_up import stepped_up
from mingus.privacy import attempts
from mingus.privacy.pages.door import door

if TYPE_CHECKING:
    from mingus.privacy import certificates
else:  # asymmetric keys are a twentieth of a web process's start
    certificates = Later("mingus.privacy.certificates")


@door.get("/settings/data/delete")
@stepped_up
def before_leaving() -> ResponseReturnValue:
    """What exactly goes, household by household, and what stays."""
    return _page({}, "")


@door.post("/settings/data/delete")
@stepped_up
def leave() -> ResponseReturnValue:
    """Delete the account at once. The answer is the certificate; the next page knows nobody any more."""
    who = security.principal()
    assert who is not None, "signed_in let them in"
    try:
        attempts.check_typed(request.form.get("email", ""), who.email)
        certificate = attempts.leave(security.settings(), who.person_id, who.email)
    except Refused as refusal:
        return _page(refusal.fields, "" if refusal.fields else str(refusal)), 422
    security.reset_principal()
    text = certificates.pretty(certificate)
    page = render_template(
        "privacy/certificate.html",
        certificate=certificate,
        text=text,
        link=f"data:application/json;base64,{b64encode(text.encode()).decode()}",
    )
    answer = Response(page, mimetype="text/html")
    security.clear_cookie(answer, "session")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _page(errors: dict[str, str], message: str) -> str:
    who = security.principal()
    assert who is not None, "signed_in let them in"
    fates = attempts.look_ahead(who.person_id)
    return render_template("privacy/delete.html", fates=fates, email=who.email, errors=errors, message=message)
