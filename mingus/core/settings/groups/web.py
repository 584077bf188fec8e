"""The web server's processes and limits."""

from typing import Annotated, Final

from pydantic import BaseModel, Field

from mingus.core.settings.declaring import plain
from mingus.core.settings.groups.application import DECLARES
from mingus.core.settings.shapes import Origins

MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024
"""What Mingus takes at most, whatever MAX_UPLOAD_BYTES says."""


class Web(BaseModel):
    """Web server"""

    model_config = DECLARES

    port: Annotated[int, Field(ge=1, le=65_535)] = plain("The port `mingus run` listens on.", 8000)
    web_workers: Annotated[int, Field(ge=1, le=64)] = plain("Web processes: 2 on one processor, 3 on two.", 2)
    web_threads: Annotated[int, Field(ge=1, le=64)] = plain("Requests each process answers at a time.", 16)
    web_timeout_seconds: Annotated[int, Field(ge=5, le=600)] = plain(
        "A web process that does not report for this long is replaced.", 30
    )
    web_graceful_timeout_seconds: Annotated[int, Field(ge=1, le=600)] = plain(
        "How long requests may go on after a stop was asked for.", 25
    )
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = plain(
        "Proxies before Mingus whose X-Forwarded headers are believed. Too many, and strangers choose their address.", 0
    )
    cors_origins: Origins = plain(
        "Sites of others whose pages may ask the API with an access token; never with cookies. Mingus's own need none.",
        "",
        example="https://partner.example.com",
    )
    max_upload_bytes: Annotated[int, Field(ge=1_048_576, le=MAX_UPLOAD_BYTES)] = plain(
        "The largest file that may be uploaded.", MAX_UPLOAD_BYTES
    )


class Limits(BaseModel):
    """Limits: how often anybody may ask"""

    model_config = DECLARES

    limit_person_a_minute: Annotated[int, Field(ge=60, le=1_000_000)] = plain(
        "Requests a minute of one signed-in person.", 600
    )
    limit_stranger_a_minute: Annotated[int, Field(ge=60, le=1_000_000)] = plain(
        "Requests a minute from one network by people who are not signed in.", 1200
    )
    limit_network_a_minute: Annotated[int, Field(ge=60, le=10_000_000)] = plain(
        "Requests a minute from one network altogether. A campus or a mobile carrier may share one address.", 6000
    )
    limit_heavy_a_minute: Annotated[int, Field(ge=5, le=1_000_000)] = plain(
        "Requests a minute of one person for a route that costs more than a page: exports and uploads.", 30
    )
