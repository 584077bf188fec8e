"""Step-up: what must not be done by whoever finds a browser open asks for a confirmation at most five minutes old.

How one confirms (password, second factor) is identity's business. Sessions that come here are read from PostgreSQL,
never from a fast copy: `is_stepped_up` on the view says so to whoever builds one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar, overload
from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mingus.core.clock import now
from mingus.core.error_pages import wants_json
from mingus.core.errors import Forbidden
from mingus.core.permissions import Action
from mingus.core.security import principal, signed_in
from mingus.core.web import is_partial

LASTS: Final = timedelta(minutes=5)
ASKED: Final = "Please confirm that it’s you, then do this again."

P = ParamSpec("P")
R = TypeVar("R")


class StepUpRequired(Forbidden):
    """Signed in, but not confirmed lately: programs confirm by POST /api/auth/confirm and call again."""

    code = "step_up_required"
    security_event = ""  # nobody does wrong by coming back after six minutes


@overload
def stepped_up(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]: ...


@overload
def stepped_up(*, action: Action) -> Callable[[Callable[P, R]], Callable[P, R | ResponseReturnValue]]: ...


def stepped_up(view: Any = None, *, action: Action = "own account") -> Any:
    """Only for signed-in people who confirmed lately: others are sent to /confirm and back; the API gets a 403.

    What asks for it is mostly somebody's own: how they sign in, what they take along. Every role may do that.
    """

    def mark(plain: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
        @signed_in(action=action)
        @wraps(plain)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | ResponseReturnValue:
            who = principal()
            return plain(*args, **kwargs) if who and is_recent(who.stepped_up_at) else _ask_to_confirm()

        guarded.is_stepped_up = True  # type: ignore[attr-defined]  # whoever reads sessions looks for it
        return guarded

    return mark if view is None else mark(view)


def is_recent(stepped_up_at: datetime | None) -> bool:
    """Whether a confirmation of this moment still counts."""
    return stepped_up_at is not None and stepped_up_at > now() - LASTS


def _ask_to_confirm() -> ResponseReturnValue:
    if _is_program():
        raise StepUpRequired(ASKED)
    way = url_for("identity.confirmation", next=_way_back())
    if is_partial():  # a page of its own, not a part of this one
        return Response(headers={"HX-Redirect": way})
    return redirect(way, code=303)


def _is_program() -> bool:
    """The API asks by an error, except where a person follows a link to a file of the API."""
    return wants_json() and request.headers.get("Sec-Fetch-Mode") != "navigate"


def _way_back() -> str:
    """This page when it can be shown again; after a form or a file, the page it stood on."""
    if request.method == "GET" and not request.path.startswith("/api/") and not is_partial():
        return request.full_path.removesuffix("?")
    before = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    if before.netloc != request.host:
        return "/"
    return f"{before.path}?{before.query}" if before.query else before.path
