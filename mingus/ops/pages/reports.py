"""/csp-report: what a page's Content-Security-Policy stopped, as browsers tell it. A log line is all that is kept."""

import re
import time
from threading import Lock
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from mingus.core import security_events
from mingus.core.errors import MingusError, TooManyRequests, UnsupportedMedia
from mingus.core.policy import open_to
from mingus.core.web import takes_up_to

MAX_BYTES: Final = 16 * 1024
MAX_REPORTS: Final = 10  # of one request
PER_MINUTE: Final = 60
MINUTE_SECONDS: Final = 60.0
KINDS: Final = frozenset({"application/csp-report", "application/reports+json", "application/json"})
_DIRECTIVE: Final = re.compile(r"[a-z\-]{1,40}")

pages = Blueprint("reports", __name__)


class Unreadable(MingusError):
    """A report that is none."""

    status = 400
    code = "bad_request"


class _Minute:
    """How many reports this process took in the current minute: a broken page must not drown the log."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ends_at = 0.0
        self._used = 0

    def count(self, moment: float) -> None:
        """Raises TooManyRequests when it was enough."""
        with self._lock:
            if moment >= self._ends_at:
                self._ends_at, self._used = moment + MINUTE_SECONDS, 0
            self._used += 1
            if self._used > PER_MINUTE:
                wait = max(1, round(self._ends_at - moment))
                raise TooManyRequests("That were enough reports for a minute.", retry_after_seconds=wait)


minute = _Minute()


@pages.post("/csp-report")
@takes_up_to(MAX_BYTES)
@open_to(
    "anyone",
    "browsers send it by themselves, without cookies",
    limit=f"{PER_MINUTE} in a minute for a process",
    csrf_exempt="browsers send reports by themselves and can carry no token; nothing is stored or changed",
)
def report() -> ResponseReturnValue:
    """204; the log has a security event for each report."""
    if request.mimetype not in KINDS:
        raise UnsupportedMedia("Reports come as application/reports+json or application/csp-report.")
    minute.count(time.monotonic())
    for said in _reports(request.get_data())[:MAX_REPORTS]:
        security_events.emit("csp_violation", **said)
    return Response(status=204)


def _reports(body: bytes) -> list[dict[str, str]]:
    """What each report says that is worth a line: the rule that was broken, and by whose address."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Unreadable("This is no report.") from None
    found = given if isinstance(given, list) else [given]
    return [_facts(one) for one in found if isinstance(one, dict)]


def _facts(one: dict[str, Any]) -> dict[str, str]:
    inner = one.get("csp-report", one.get("body"))
    said = inner if isinstance(inner, dict) else {}
    directive = str(said.get("effectiveDirective") or said.get("effective-directive") or said.get("violated-directive"))
    blocked = str(said.get("blockedURL") or said.get("blocked-uri") or "")
    known = _DIRECTIVE.match(directive)
    return {"directive": known[0] if known else "unknown", "blocked": _origin(blocked)}


def _origin(address: str) -> str:
    """Where it came from, without path and query, which may be personal."""
    try:
        parts = urlsplit(address[:2000])
        host = parts.hostname or ""
    except ValueError:
        return "unknown"
    return f"{parts.scheme}://{host}"[:200] if host else (parts.scheme or parts.path)[:20]
