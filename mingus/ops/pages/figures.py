"""/metrics: figures for Prometheus, for whoever holds METRICS_TOKEN; without one, for this machine alone."""

import hmac
from typing import Final

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from mingus.core import db, security
from mingus.core.edge import LOOPBACK
from mingus.core.errors import NotFound, Unauthorized
from mingus.core.policy import open_to
from mingus.ops import metrics

FROM_A_PROXY: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")

pages = Blueprint("figures", __name__)


@pages.get("/metrics")
@open_to("operator", "METRICS_TOKEN as bearer token, or a program of this machine", caching="no-store")
def figures() -> ResponseReturnValue:
    """Every figure, in Prometheus's text form."""
    _let_in()
    facts = metrics.Facts(current_app.extensions["mingus_commit"], security.settings().home)
    text, content_type = metrics.exposition(db.engine(), facts)
    return Response(text, content_type=content_type)


def _let_in() -> None:
    """Raises Unauthorized for a wrong token, and NotFound where none is set and the caller may be from elsewhere."""
    token = security.settings().metrics_token.get_secret_value()
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), token.encode()):
            raise Unauthorized("These figures need METRICS_TOKEN.")
        return
    is_here = request.remote_addr in {*LOOPBACK, "::1"} and not any(name in request.headers for name in FROM_A_PROXY)
    if not is_here:
        raise NotFound("The address may be old, or mistyped.")
