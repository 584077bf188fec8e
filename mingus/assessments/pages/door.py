"""The blueprint that the pages of assessments share, and what they have in common."""

from typing import Any

from flask import Blueprint, render_template, request
from pydantic import ValidationError

from mingus.assessments import attempts
from mingus.assessments.schemas import Nothing
from mingus.core.errors import Refused
from mingus.core.security import principal
from mingus.core.web import field_errors

NOT_TAKEN = "This page sent something that is not taken here. Please go back and choose again."
door = Blueprint("assessments", __name__, url_prefix="/assessments", template_folder="../templates")


def shown(template: str, **facts: Any) -> str:
    """A page in the shell of whoever is signed in, or in the plain one of visitors."""
    frame = "layout.html" if principal() else "assessments/visitor.html"
    return render_template(f"assessments/{template}", frame=frame, **facts)


def only_a_button() -> None:
    """Nothing but the CSRF token belongs to a form that is one button; anything more, such as a score, is refused."""
    try:
        Nothing.model_validate({name: value for name, value in request.form.items() if name != "csrf_token"})
    except ValidationError as error:
        raise Refused(NOT_TAKEN, fields=field_errors(error)) from None


@door.app_context_processor
def _unclaimed() -> dict[str, Any]:
    """For the layout: whether this browser has answers from before somebody signed in."""
    return {"has_unclaimed_attempts": attempts.has_token}
