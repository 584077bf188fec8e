"""The HTTP edge shared by every package: the app object, request ids, JSON, how errors look."""

import json
import re
from collections.abc import Callable, MutableMapping
from decimal import Decimal
from functools import partial
from http import HTTPStatus
from typing import Any, Final, TypeVar
from uuid import uuid4

import orjson
import structlog
from apiflask import APIFlask
from flask import Response, current_app, g, render_template, request
from flask.json.provider import JSONProvider
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Rule

import mingus
from mingus.core.errors import MingusError, TooLarge, Unauthorized, Unavailable
from mingus.core.fields import sentence
from mingus.core.settings import Settings

log = structlog.get_logger()

View = TypeVar("View", bound=Callable[..., Any])
HEADINGS: Final = {
    400: "That form is too old",
    401: "Please sign in",
    403: "That isn’t allowed",
    404: "Nothing here",
    405: "That can’t be done here",
    409: "Somebody was quicker",
    413: "That is too large",
    415: "That kind is not taken here",
    422: "This needs another look",
    429: "A little slower, please",
    500: "Something broke on our side",
    503: "Not right now",
}
MAX_BODY_BYTES: Final = 1024 * 1024  # forms and JSON; the upload routes say more for themselves
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class Json(JSONProvider):
    """orjson out; in, numbers with decimals stay exact, and NaN arrives as a Decimal that every field refuses."""

    def dumps(self, obj: Any, **_: Any) -> str:
        return orjson.dumps(obj, default=str).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
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


class Templates(Environment):
    """Templates that share one dictionary of globals: Jinja's layers are compared in Python with every import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


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
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # Flask's own way
    app.jinja_environment = Templates
    app.url_rule_class = Route
    app.json_provider_class = Json
    app.json = Json(app)
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        MAX_FORM_PARTS=2000,
        SECRET_KEY=settings.secret_key.get_secret_value(),
        OPENAPI_VERSION="3.1.0",
        VALIDATION_ERROR_DESCRIPTION="Some fields need another look.",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_NAME="__Host-flash" if settings.secure else "flash",
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_start)
    app.after_request(_finish)
    app.error_processor(_show_api_error)
    app.register_error_handler(MingusError, _show)
    app.register_error_handler(ValidationError, _show_invalid)
    app.register_error_handler(HTTPException, _show_http)
    app.register_error_handler(Exception, _show_unexpected)
    return app


def takes_up_to(max_bytes: int) -> Callable[[View], View]:
    """Let a view take larger bodies than forms and JSON need. More is refused by its Content-Length, unread."""

    def mark(view: View) -> View:
        view.max_body_bytes = max_bytes  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark


def wants_json() -> bool:
    """Whether this request came from a program: the API and health routes answer in JSON, pages in HTML."""
    return request.path.startswith(("/api/", "/health"))


def is_partial() -> bool:
    """Whether htmx asked for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def _start() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid4())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    limit = getattr(current_app.view_functions.get(request.endpoint or ""), "max_body_bytes", MAX_BODY_BYTES)
    request.max_content_length = limit
    if (request.content_length or 0) > limit:
        raise TooLarge(f"That is more than the {limit // 2**20} MB that Mingus takes here.")


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    log.info("request", method=request.method, route=str(request.url_rule or "-"), status=response.status_code)
    return response


def _show(error: MingusError) -> ResponseReturnValue:
    fields: dict[str, str] = getattr(error, "fields", {})
    return _answer(error.status, error.code, str(error), fields, _headers_of(error))


def _show_invalid(error: ValidationError) -> ResponseReturnValue:
    """A pydantic model said no: 422 with one sentence per field."""
    return _answer(422, "invalid", "Some fields need another look.", field_errors(error))


def field_errors(error: ValidationError) -> dict[str, str]:
    """One sentence per field at fault, for forms and problem+json alike."""
    return {
        ".".join(str(part) for part in fault["loc"]) or "form": sentence(fault)
        for fault in error.errors(include_url=False, include_input=False)
    }


def _show_api_error(error: Any) -> Any:
    """APIFlask's errors: input that did not fit a model, and its own HTTPError."""
    detail = error.detail if isinstance(error.detail, dict) else {}
    fields = {name: _sentence(" ".join(said)) for place in detail.values() for name, said in place.items()}
    return _answer(error.status_code, "invalid" if fields else _code(error.status_code), error.message, fields)


def _show_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    status = error.code or 500
    said = {
        404: "The address may be old, or mistyped.",
        405: "This address can be read, not written to, or the other way round.",
        413: "That is more than Mingus takes here.",
    }
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return _answer(status, _code(status), said.get(status, error.description or error.name), {}, headers)


def _show_unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error", exc_info=error)
    return _answer(500, "error", "Something went wrong on our side. Your numbers are safe; please try again.")


def _answer(
    status: int, code: str, message: str, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> ResponseReturnValue:
    if wants_json():
        body = {
            "type": f"urn:mingus:problem:{code}",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "code": code,
            "detail": message,
            "fields": fields or {},
            "request_id": g.get("request_id", ""),
        }
        response = Response(orjson.dumps(body), status, mimetype="application/problem+json")
    else:
        page = render_template(
            "error.html",
            status=status,
            heading=HEADINGS.get(status, HTTPStatus(status).phrase),
            message=message,
            fields=fields or {},
            request_id=g.get("request_id", ""),
        )
        response = Response(page, status, mimetype="text/html")
    response.headers.update(headers or {})
    return response


def _headers_of(error: MingusError) -> dict[str, str]:
    if isinstance(error, Unavailable):
        return {"Retry-After": str(error.retry_after_seconds)}
    return {"WWW-Authenticate": "Bearer"} if isinstance(error, Unauthorized) and wants_json() else {}


def _code(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_").replace("'", "")


def _sentence(message: str) -> str:
    plain = message.removeprefix("Value error, ")
    return plain[:1].upper() + plain[1:]
