"""The HTTP edge shared by every package: the app object, request ids, JSON, limits, one log line a request."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from time import perf_counter
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import orjson
import structlog
from apiflask import APIFlask
from flask import Response, current_app, g, redirect, request
from flask.json.provider import JSONProvider
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Rule

import mingus
from mingus.core import error_pages, metrics, security_events
from mingus.core.bodies import MAX_VALUES, Asked
from mingus.core.edge import API, PROBED, Edge
from mingus.core.error_pages import field_errors
from mingus.core.errors import Forbidden, MingusError, NotFound, TooLarge
from mingus.core.policy import MAX_BODY_BYTES, SAFE_METHODS
from mingus.core.settings import Settings
from mingus.core.templates import Templates

__all__ = ["MAX_BODY_BYTES", "create", "edge", "field_errors", "is_partial", "takes_up_to"]

log = structlog.get_logger()

View = TypeVar("View", bound=Callable[..., Any])
FORM_BYTES: Final = 64 * 1024  # what a form has around a file
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_WATCHED: Final = {422: "input_validation_fail", 429: "excess_rate_limit_exceeded"}


class WrongHost(MingusError):
    """A request for a name that is not ours: an old address, or somebody trying."""

    status = 400
    code = "wrong_host"
    security_event = "host_refused"


class Json(JSONProvider):
    """orjson out; in, numbers with decimals stay exact, and NaN arrives as a Decimal that every field refuses."""

    def dumps(self, obj: Any, **_: Any) -> str:
        return orjson.dumps(obj, default=str).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        raw = s.encode() if isinstance(s, str) else s
        if _SURROGATE.search(raw):
            orjson.loads(raw)  # refuses half a pair, which no text may hold and no column could store
        try:
            return json.loads(s, parse_float=Decimal, parse_constant=Decimal)
        except RecursionError:
            raise ValueError("too deep") from None


class Route(Rule):
    """A rule that compiles the writer of its address when first asked for one: werkzeug's take a tenth of the start."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002  werkzeug's
        def build(rule: Route, **values: Any) -> tuple[str, str]:
            write: Callable[..., tuple[str, str]] = super()._compile_builder(append_unknown)
            setattr(rule, "_build_unknown" if append_unknown else "_build", partial(write, rule))
            return write(rule, **values)

        return build


def create(name: str, settings: Settings) -> APIFlask:
    """A bare application: JSON, request ids, limits and error pages are in place, routes are not."""
    app = APIFlask(
        name,
        title="Mingus",
        version=mingus.__version__,
        spec_path="/api/openapi.json",
        docs_path=None,
        static_folder=None,  # type: ignore[arg-type]  # None is Flask's word for "no such folder"; APIFlask forgot it
    )
    app.extensions["mingus_edge"] = Edge.of(settings)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # Flask's own way
    app.jinja_environment = Templates
    app.url_rule_class = Route
    app.request_class = Asked
    app.json_provider_class = Json
    app.json = Json(app)
    _configure(app, settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_start)
    app.after_request(_finish)
    error_pages.install(app)
    return app


def _configure(app: APIFlask, settings: Settings) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        MAX_FORM_PARTS=MAX_VALUES,
        MAX_UPLOAD_BYTES=settings.max_upload_bytes,
        DEBUG=settings.debugging,
        PROPAGATE_EXCEPTIONS=False,
        SECRET_KEY=settings.secret_key.get_secret_value(),
        OPENAPI_VERSION="3.1.0",
        VALIDATION_ERROR_DESCRIPTION="Some fields need another look.",
        SESSION_COOKIE_SAMESITE=settings.session_cookie_samesite,
        SESSION_COOKIE_HTTPONLY=settings.session_cookie_httponly,
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_NAME="__Host-flash" if settings.secure else "flash",
    )


def takes_up_to(max_bytes: int) -> Callable[[View], View]:
    """Let a view take larger bodies than forms and JSON need. More is refused by its Content-Length, unread."""

    def mark(view: View) -> View:
        view.max_body_bytes = max_bytes  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark


def is_partial() -> bool:
    """Whether htmx asked for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def edge() -> Edge:
    """The edge of the running application."""
    found: Edge = current_app.extensions["mingus_edge"]
    return found


def _start() -> ResponseReturnValue | None:
    g.began_at = perf_counter()
    g.request_id = _request_id()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id, route=str(request.url_rule or "-"), user_ref=None)
    limit = getattr(current_app.view_functions.get(request.endpoint or ""), "max_body_bytes", MAX_BODY_BYTES)
    limit = min(limit, current_app.config["MAX_UPLOAD_BYTES"] + FORM_BYTES)
    request.max_content_length = limit
    if way := _way_back():
        return way
    if (request.content_length or 0) > limit:
        raise TooLarge(f"That is more than the {_size(limit)} that Mingus takes here.")
    return None


def _request_id() -> str:
    """Ours; the proxy's where one is trusted, so that its lines and ours can be laid side by side."""
    given = request.headers.get("X-Request-Id", "") if edge().trusted_proxies else ""
    return given if _REQUEST_ID.fullmatch(given) else str(uuid4())


def _way_back() -> ResponseReturnValue | None:
    """For who came astray: first to https, then to our own name. Raises WrongHost, and NotFound beside the API."""
    knows, environ = edge().knows(request.environ), request.environ
    if not (knows or edge().is_beside(environ) or edge().is_for_programs(environ)):
        raise WrongHost("Mingus does not answer at this address. Whoever runs it names the right one in PUBLIC_URL.")
    if edge().came_in_the_open(environ) and not request.path.startswith(PROBED):
        if request.path.startswith(API):  # a program that is led on never learns that its token travels in the open
            raise Forbidden("The API answers over https only.")
        return _sent_on("Mingus takes changes over https only.", scheme="https")
    if edge().is_beside(environ):
        return _sent_on(f"Mingus takes changes at {edge().host} only.", netloc=edge().host)
    if not knows:
        raise NotFound(f"Here is only the API, below /api/. The pages are at {edge().host}.")
    return None


def _sent_on(refusal: str, **changes: str) -> ResponseReturnValue:
    if request.method not in SAFE_METHODS:
        raise Forbidden(refusal)
    return redirect(urlsplit(request.url)._replace(**changes).geturl(), 308)


def _size(limit_bytes: int) -> str:
    return f"{limit_bytes // 2**20} MB" if limit_bytes >= 2**20 else f"{limit_bytes // 2**10} KB"


def _finish(response: Response) -> Response:
    seconds = perf_counter() - g.get("began_at", perf_counter())
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if watched := _WATCHED.get(response.status_code):
        security_events.emit(watched)
    route = (request.url_rule.rule, request.method) if request.url_rule else metrics.NO_ROUTE
    metrics.request_done(route, response.status_code, seconds)
    duration_ms = round(seconds * 1000, 1)
    log.info("request", method=request.method, status=response.status_code, duration_ms=duration_ms)
    return response
