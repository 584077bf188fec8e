"""What pages of other sites may do: read the API, if CORS_ORIGINS names their origin letter by letter; nothing else.

Never with cookies: such a page shows an access token, as every program does. Without a list no answer mentions it.
"""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, request

from mingus.core.errors import Forbidden
from mingus.core.settings import Settings

API: Final = "/api/"
METHODS: Final = "GET, HEAD, POST, PUT, PATCH, DELETE"
SENT: Final = "Authorization, Content-Type, Idempotency-Key"
READ: Final = "Retry-After, X-Request-Id"
REMEMBERED_SECONDS: Final = "600"


class OtherSite(Forbidden):
    """A write that another site's page sent."""

    security_event = "malicious_cors"


def install(app: Flask, settings: Settings) -> None:
    """Tell browsers which pages may read what `app` answers below /api/."""
    app.extensions["mingus_cors"] = frozenset(settings.cors_origins.split(",")) - {""}
    if app.extensions["mingus_cors"]:
        app.after_request(_tell)


def refuse_other_sites(app: Flask, asked: Request) -> None:
    """Raises OtherSite for a change that a page of another site sent, unless it may use the API."""
    if _may(app, asked):
        return
    if asked.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise OtherSite("Mingus takes changes from its own pages only.")
    origin = asked.headers.get("Origin")
    if origin and urlsplit(origin).netloc != asked.host:
        raise OtherSite("Mingus takes changes from its own pages only.")


def _may(app: Flask, asked: Request) -> bool:
    return asked.path.startswith(API) and asked.headers.get("Origin") in app.extensions["mingus_cors"]


def _tell(response: Response) -> Response:
    if not request.path.startswith(API):
        return response
    response.vary.add("Origin")
    if _may(current_app, request):
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        response.headers["Access-Control-Expose-Headers"] = READ
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = SENT
            response.headers["Access-Control-Max-Age"] = REMEMBERED_SECONDS
    return response
