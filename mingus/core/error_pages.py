"""How errors look: a page with a sentence for people, problem+json for programs, the request's id on both."""

from http import HTTPStatus
from typing import Any, Final

import orjson
import structlog
from apiflask import APIFlask
from flask import Response, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from mingus.core import security_events, sentences
from mingus.core.errors import MingusError, Unauthorized, Unavailable

log = structlog.get_logger()

HEADINGS: Final = {
    400: "That didn’t make sense to us",
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
OTHER_HEADINGS: Final = {"csrf_missing": "That form is too old", "wrong_host": "Not at this address"}
SENTENCES: Final = {
    400: "The request was not complete, or not what Mingus expects. Going back and trying again often helps.",
    404: "The address may be old, or mistyped.",
    405: "This address can be read, not written to, or the other way round.",
    413: "That is more than Mingus takes here.",
    429: "That was a lot at once. Please wait a little and try again.",
    503: "Mingus can’t answer this right now. Please try again in a moment.",
}
BROKEN: Final = "Something went wrong on our side. Your numbers are safe; please try again."
PROGRAMS: Final = ("/api/", "/health", "/metrics", "/version", "/csp-report")
RETRY_AFTER_SECONDS: Final = {429: "60", 503: "5"}


def install(app: APIFlask) -> None:
    """Answer every error of `app` here."""
    app.error_processor(_show_api_error)
    app.register_error_handler(MingusError, _show)
    app.register_error_handler(ValidationError, _show_invalid)
    app.register_error_handler(HTTPException, _show_http)
    app.register_error_handler(Exception, _show_unexpected)
    for status in HEADINGS:
        app.register_error_handler(status, _show_http)


def wants_json() -> bool:
    """Whether this request came from a program: by its address, or because it would rather have JSON than a page."""
    if request.path.startswith(PROGRAMS) or current_app.extensions["mingus_edge"].is_for_programs(request.environ):
        return True
    accepted = request.accept_mimetypes
    best = accepted.best_match(("text/html", "application/json", "application/problem+json"), default="text/html")
    return best != "text/html" and accepted[best] > accepted["text/html"]


def field_errors(error: ValidationError) -> dict[str, str]:
    """One sentence per field at fault, for forms and problem+json alike."""
    return sentences.by_field(error.errors(include_url=False, include_input=False))


def _show(error: MingusError) -> ResponseReturnValue:
    if error.security_event:
        security_events.emit(error.security_event)
    fields: dict[str, str] = getattr(error, "fields", {})
    g.problem_more = getattr(error, "more", {})  # what a program needs to go on, beside the sentence
    return _answer(error.status, error.code, str(error), fields, _headers_of(error))


def _show_invalid(error: ValidationError) -> ResponseReturnValue:
    """A pydantic model said no: 422 with one sentence per field."""
    return _answer(422, "invalid", "Some fields need another look.", field_errors(error))


def _show_api_error(error: Any) -> Any:
    """APIFlask's errors: input that did not fit a model, and its own HTTPError."""
    cause = error.__cause__
    fields = field_errors(cause) if isinstance(cause, ValidationError) else {}
    return _answer(error.status_code, "invalid" if fields else _code(error.status_code), error.message, fields)


def _show_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    status = error.code or 500
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    message = BROKEN if status == 500 else SENTENCES.get(status, error.description or error.name)
    return _answer(status, _code(status), message, {}, headers)


def _show_unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error", exc_info=error)
    return _answer(500, "error", BROKEN)


def _answer(
    status: int, code: str, message: str, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> ResponseReturnValue:
    headers = dict(headers or {})
    if status in RETRY_AFTER_SECONDS:
        headers.setdefault("Retry-After", RETRY_AFTER_SECONDS[status])
    build = _problem if wants_json() else _page
    response = build(status, code, message, fields or {}, headers.get("Retry-After", ""))
    response.headers.update(headers)
    response.vary.add("Accept")
    return response


def _problem(status: int, code: str, message: str, fields: dict[str, str], _retry_after: str) -> Response:
    body = {
        "type": f"urn:mingus:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": message,
        "fields": fields,
        "request_id": g.get("request_id", ""),
        **g.get("problem_more", {}),
    }
    return Response(orjson.dumps(body), status, mimetype="application/problem+json")


def _page(status: int, code: str, message: str, fields: dict[str, str], retry_after: str) -> Response:
    page = render_template(
        "error.html",
        status=status,
        heading=OTHER_HEADINGS.get(code) or HEADINGS.get(status) or HTTPStatus(status).phrase,
        message=message,
        fields=fields,
        wait=_wait(retry_after),
        again=request.path if retry_after and request.method == "GET" else "",
        request_id=g.get("request_id", ""),
    )
    return Response(page, status, mimetype="text/html")


def _wait(retry_after: str) -> str:
    """“90 seconds”, “15 minutes”; '' where there is nothing to wait for."""
    if not retry_after.isdigit():
        return ""
    seconds = max(1, int(retry_after))
    if seconds < 120:
        return f"{seconds} second{'s' * (seconds > 1)}"
    return f"{-(-seconds // 60)} minutes"


def _headers_of(error: MingusError) -> dict[str, str]:
    if isinstance(error, Unavailable):
        return {"Retry-After": str(error.retry_after_seconds)}
    return {"WWW-Authenticate": "Bearer"} if isinstance(error, Unauthorized) and wants_json() else {}


def _code(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_").replace("'", "")
