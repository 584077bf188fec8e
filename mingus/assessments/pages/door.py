"""The blueprint that the pages of assessments share, and what they have in common."""

from typing import Any

from flask import Blueprint, render_template

from mingus.assessments import attempts
from mingus.core.security import principal

door = Blueprint("assessments", __name__, url_prefix="/assessments", template_folder="../templates")


def shown(template: str, **facts: Any) -> str:
    """A page in the shell of whoever is signed in, or in the plain one of visitors."""
    frame = "layout.html" if principal() else "assessments/visitor.html"
    return render_template(f"assessments/{template}", frame=frame, **facts)


@door.app_context_processor
def _unclaimed() -> dict[str, Any]:
    """For the layout: whether this browser has answers from before somebody signed in."""
    return {"has_unclaimed_attempts": attempts.has_token}
