"""The guard at the door: who is asking, cross-site request forgery, headers of every answer.

Core knows no sessions: `identity` hands in the function that turns a request into a `Principal`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar, cast, overload
from uuid import UUID

import structlog
from flask import Flask, Request, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from mingus.core import cors, csrf, logs, permissions, scopes, security_events
from mingus.core.errors import TooLarge, Unauthorized, UnsupportedMedia
from mingus.core.permissions import Action
from mingus.core.policy import MAX_BODY_BYTES, PRIVATE, SAFE_METHODS, action_of, opening_of
from mingus.core.settings import Settings
from mingus.core.tenancy import Member, Visit
from mingus.core.web import edge

ANONYMOUS_BODY_BYTES: Final = 64 * 1024  # signing in and joining take a few hundred bytes
BODIES: Final = frozenset({"application/json", "multipart/form-data"})


@dataclass(frozen=True)
class Principal:
    """Whoever is signed in on this request. `by_token` is true for API access tokens, which need no CSRF token."""

    person_id: UUID
    household_id: UUID
    session_id: str
    by_token: bool
    time_zone: str
    currency: str
    first_name: str = field(repr=False)
    email: str = field(repr=False)
    role: str = "owner"
    stepped_up_at: datetime | None = None  # when they last confirmed that it is them; `core.step_up` says for how long
    is_looked_at: bool = False  # an operator may read this household now, and every page says so
    visit: Visit | None = None  # theirs, while an operator reads a household: then nothing may be changed
    is_verified: bool = True  # whether the e-mail address is known to be theirs
    scopes: frozenset[str] | None = None  # what a personal token may do; None for sign-ins, which may do everything


_NOBODY_ASKED: Final = object()
P = ParamSpec("P")
R = TypeVar("R")
Authenticate = Callable[[Request], Principal | None]


def install(app: Flask, configuration: Settings, authenticate: Authenticate) -> None:
    """Guard every request of `app`, in this order: cross-site, CSRF, then who is asking."""
    app.extensions["mingus_security"] = (configuration, authenticate)
    cors.install(app, configuration)
    app.before_request(_guard)
    app.after_request(_add_headers)
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.jinja_env.globals["principal"] = principal
    app.jinja_env.globals["may"] = may
    app.jinja_env.globals["already_known"] = lambda: g.get("principal")  # asks nobody


def settings() -> Settings:
    """The settings of the running application, for edges."""
    configuration, _ = current_app.extensions["mingus_security"]
    return cast("Settings", configuration)


def principal() -> Principal | None:
    """Whoever is signed in, or None."""
    known = g.get("principal", _NOBODY_ASKED)  # a page asks twenty times: one look through Flask's proxy
    return _authenticated() if known is _NOBODY_ASKED else cast("Principal | None", known)


def _authenticated() -> Principal | None:
    _, authenticate = current_app.extensions["mingus_security"]
    g.principal = who = cast("Principal | None", authenticate(request))
    if who is not None:
        structlog.contextvars.bind_contextvars(user_ref=logs.user_ref(who.person_id))
        scopes.check(who.scopes, request.method, current_app.view_functions.get(request.endpoint or ""))
    return who


def whoever() -> Principal:
    """Whoever is signed in, and by which sign-in. Raises Unauthorized."""
    who = principal()
    if who is None:
        raise Unauthorized("Please sign in first.")
    return who


def member() -> Member:
    """The signed-in person in their active household. Raises Unauthorized."""
    who = whoever()
    return Member(who.household_id, who.person_id, who.time_zone, who.currency, who.role)


def may(action: Action) -> bool:
    """Whether whoever is signed in may do `action` in their household; pages hide what one may not."""
    who = principal()
    return who is not None and permissions.may(who.role, action)


@overload
def signed_in(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]: ...


@overload
def signed_in(*, action: Action) -> Callable[[Callable[P, R]], Callable[P, R | ResponseReturnValue]]: ...


def signed_in(view: Any = None, *, action: Action | None = None) -> Any:
    """Only for signed-in people whose role may do `action`: unless said, read money, or write it where things change.

    Others are sent to the sign-in page and back; the API and htmx get a 401. `_guard` refuses roles that may not.
    """

    def mark(plain: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
        @wraps(plain)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | ResponseReturnValue:
            return plain(*args, **kwargs) if principal() is not None else _ask_to_sign_in()

        guarded.is_for_signed_in = True  # type: ignore[attr-defined]  # core.policy reads it
        guarded.action = action  # type: ignore[attr-defined]  # core.policy reads it
        return guarded

    return mark if view is None else mark(view)


def cookie_name(name: str) -> str:
    """The name of a cookie of ours: with the __Host- prefix wherever TLS allows it."""
    return f"__Host-{name}" if settings().secure else name


def set_cookie(
    response: AnyResponse, name: str, value: str, *, max_age_seconds: int | None = None, for_scripts: bool = False
) -> None:
    """Set a cookie that no script and no other site can use; `for_scripts`, one of looks alone that ours may read."""
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=max_age_seconds,
        secure=settings().secure,
        httponly=not for_scripts,
        samesite="Lax" if for_scripts else "Strict",
        path="/",
    )


def clear_cookie(response: AnyResponse, name: str) -> None:
    """Remove one of our cookies."""
    response.delete_cookie(cookie_name(name), secure=settings().secure, httponly=True, samesite="Strict", path="/")


def browser_binding() -> str:
    """What this browser, and no other, is known by before anybody is signed in. Secret: hash it before storing."""
    return _csrf_binding()


def csrf_token() -> str:
    """A token for this visitor's next write."""
    known: str | None = g.get("csrf_token")
    if known is None:
        known = g.csrf_token = csrf.token_for(_secret(), _csrf_binding())
    return known


def _ask_to_sign_in() -> ResponseReturnValue:
    if _is_api() or request.headers.get("HX-Request") == "true":  # a sign-in page is no part of another page
        security_events.emit("authz_fail")
        raise Unauthorized("Please sign in first.")
    return redirect(url_for("identity.sign_in", next=_way_back()), code=303)


def _guard() -> ResponseReturnValue | None:
    if request.method in SAFE_METHODS:
        _refuse_other_roles()
        return None
    opening = opening_of(current_app.view_functions.get(request.endpoint or ""))
    if opening and opening.csrf_exempt:
        return None
    cors.refuse_other_sites(current_app, request)
    if principal() is None and (answer := _spare_a_strangers_body()):
        return answer
    _refuse_other_roles()  # before the body is read: whoever may not, has nothing written to disk here
    _check()
    return None


def _refuse_other_roles() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    action = action_of(view, request.method)
    if action and (who := principal()):
        permissions.require(who.role, action)


def _spare_a_strangers_body() -> ResponseReturnValue | None:
    """Before anything reads it: where files are taken, visitors are sent to sign in; elsewhere little is taken of them.

    Even the search for a CSRF token would write a whole file to disk first.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_for_signed_in", False) and getattr(view, "max_body_bytes", 0) > MAX_BODY_BYTES:
        return _ask_to_sign_in()
    request.max_content_length = ANONYMOUS_BODY_BYTES
    if (request.content_length or 0) > ANONYMOUS_BODY_BYTES:
        raise TooLarge(f"That is more than the {ANONYMOUS_BODY_BYTES // 1024} KB that Mingus takes before you sign in.")
    return None


def _check() -> None:
    if not _is_api():
        _check_token()
        return
    by_cookie = request.cookies.get(cookie_name("session")) and "Authorization" not in request.headers
    if by_cookie:  # the one thing a browser adds by itself, so the one thing that can be forged
        _check_token()
    _refuse_other_bodies()


def _check_token() -> None:
    given = request.headers.get("X-CSRF-Token") or _form_token()
    if not given:
        raise csrf.MissingToken("This form has expired. Please reload the page and try again.")
    if not csrf.is_token_for(given, _secret(), _csrf_binding()):
        raise csrf.WrongToken("This form belongs to another sign-in. Please reload the page and try again.")


def _form_token() -> str | None:
    if request.mimetype in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return request.form.get("csrf_token")
    return None


def _refuse_other_bodies() -> None:
    """The API takes JSON, and files by multipart. A form of another site can send text/plain without asking."""
    has_body = request.content_length or "Transfer-Encoding" in request.headers
    if has_body and request.mimetype not in BODIES:
        raise UnsupportedMedia("The API takes application/json here.")


def _csrf_binding() -> str:
    """What the token belongs to: the session, or for visitors a cookie of their own."""
    if session := request.cookies.get(cookie_name("session")):
        return f"session|{session}"
    if "visitor" not in g:
        g.visitor = request.cookies.get(cookie_name("visitor")) or secrets.token_urlsafe(csrf.TOKEN_BYTES)
        g.new_visitor = cookie_name("visitor") not in request.cookies
    return f"visitor|{g.visitor}"


def _secret() -> bytes:
    return settings().secret_key.get_secret_value().encode()


def _add_headers(response: Response) -> Response:
    said = {name.lower() for name in response.headers.keys()}  # noqa: SIM118  iterating headers gives pairs
    wanted = {**edge().headers(), "Cache-Control": _caching(response)}
    if edge().came_in_the_open(request.environ):
        wanted.pop("Strict-Transport-Security", None)  # said over http it means nothing (RFC 6797, 7.2)
    response.headers.extend({name: value for name, value in wanted.items() if name.lower() not in said})
    if g.get("new_visitor"):
        set_cookie(response, "visitor", g.visitor)
    return response


def _caching(response: Response) -> str:
    """What the route said, for what it answers when all is well."""
    opening = opening_of(current_app.view_functions.get(request.endpoint or ""))
    return opening.caching if opening and response.status_code < 400 else PRIVATE


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _way_back() -> str:
    """Where to return after sign-in: this page when it can be shown again, else home."""
    if request.method != "GET":
        return "/"
    return request.full_path.removesuffix("?")


def safe_next(target: str | None) -> str:
    """`target` when it is a path of ours, else '/'. Refuses '//elsewhere', backslashes, control characters."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/"
    return "/" if "\\" in target or any(ord(c) < 33 or ord(c) == 127 for c in target) else target


def reset_principal(value: Any = None) -> None:
    """Forget who was asking, after signing in or out within this request."""
    g.principal = value
