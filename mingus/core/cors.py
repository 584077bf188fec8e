"""Which pages of other sites may read the API: those of the origins in CORS_ORIGINS, letter by letter, and no others.

Never with cookies: such a page shows an access token, as every program does. Without a list no answer mentions it.
"""

from typing import Final

from flask import Flask, Request, Response, current_app, request

from mingus.core.settings import Settings

API: Final = "/api/"
METHODS: Final = "GET, HEAD, POST, PUT, PATCH, DELETE"
SENT: Final = "Authorization, Content-Type, Idempotency-Key"
READ: Final = "Retry-After, X-Request-Id"
REMEMBERED_SECONDS: Final = "600"


def install(app: Flask, settings: Settings) -> None:
    """Tell browsers which pages may read what `app` answers below /api/."""
    app.extensions["mingus_cors"] = frozenset(settings.cors_origins.split(",")) - {""}
    if app.extensions["mingus_cors"]:
        app.after_request(_tell)


def allows(app: Flask, asked: Request) -> bool:
    """Whether a page of another site that may use the API sent this."""
    return asked.path.startswith(API) and asked.headers.get("Origin") in app.extensions["mingus_cors"]


def _tell(response: Response) -> Response:
    if not request.path.startswith(API):
        return response
    response.vary.add("Origin")
    if allows(current_app, request):
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        response.headers["Access-Control-Expose-Headers"] = READ
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = SENT
            response.headers["Access-Control-Max-Age"] = REMEMBERED_SECONDS
    return response
