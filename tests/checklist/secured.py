"""Sites over TLS that checks look at: one that answers every class rightly, and the same with a fault in it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mingus.checklist.looking.network import Network
from mingus.core.edge import HEADERS
from mingus.core.edge import HSTS as HSTS_VALUE
from tests.servers.authority import Authority, Certificate
from tests.servers.http import Answer, Request, http_server

NAME = "mingus.test"
HOSTS = (NAME, f"www.{NAME}", f"api.{NAME}")
SITE = f"https://{NAME}"
HSTS = "Strict-Transport-Security"
HTML = "text/html; charset=utf-8"
FILE = "/assets/main-CXbbqVVj.js"
PAGE = f'<script type="module" src="{FILE}"></script>'.encode()
RIGHT: Mapping[str, str] = {**HEADERS, HSTS: HSTS_VALUE, "Cache-Control": "private, no-store"}
FOREVER = "max-age=31536000, public, immutable"

Respond = Callable[[Request], Answer]
Given = dict[str, Any]


def right(request: Request) -> Answer:
    """What a whole Mingus answers over https, headers left out."""
    host = request.headers["Host"].partition(":")[0]
    if host == HOSTS[1]:
        return Answer(308, b"", {"Location": SITE + request.path, "Content-Type": HTML})
    if host == HOSTS[2]:
        return Answer(404, b"{}", {"Content-Type": "application/problem+json"})
    by_path = {
        "/": Answer(200, PAGE, {"Content-Type": HTML}),
        "/login": Answer(200, PAGE, {"Content-Type": HTML}),
        "/csp-report": Answer(405, b"{}", {"Content-Type": "application/problem+json"}),
        "/api/no-such-thing": Answer(404, b"{}", {"Content-Type": "application/problem+json"}),
        "/api/health/live": Answer(200, b"{}", {"Content-Type": "application/json"}),
        "/settings": Answer(303, b"", {"Location": "/login?next=/settings", "Content-Type": HTML}),
        FILE: Answer(200, b"1", {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": FOREVER}),
    }
    return by_path.get(request.path, Answer(404, PAGE, {"Content-Type": HTML}))


def saying(headers: Mapping[str, str | None], paths: str = "") -> Respond:
    """A right site whose answers (those to `paths` alone) have these headers changed, or (None) taken away."""

    def respond(request: Request) -> Answer:
        answer = right(request)
        said = {**RIGHT, **answer.headers}
        if not paths or request.path == paths:
            said = {name: value for name, value in {**said, **headers}.items() if value is not None}
        return Answer(answer.status, answer.body, said)

    return respond


def to_https(request: Request) -> Answer:
    """What a whole Mingus answers to plain http."""
    return Answer(308, b"", {"Location": f"https://{request.headers['Host']}{request.path}"})


@contextmanager
def serving(
    authority: Authority, respond: Respond, *, opened: Respond = to_https, certificate: Certificate | None = None
) -> Iterator[Given]:
    """Inside the block what `check` needs to look at a site that answers like this, on all three names."""
    shown = certificate or authority.issue(*HOSTS)
    with http_server(respond, certificate=shown) as secure, http_server(opened) as plain:
        yield given(authority.certificate, secure.port, plain.port)


def given(ca_file: Path, port: int, http_port: int, name: str = NAME) -> Given:
    """What `check` needs for a site on these ports of this machine."""
    hosts = (name, f"www.{name}", f"api.{name}")
    leads_to = {f"{host}:443": ("127.0.0.1", port) for host in hosts}
    leads_to |= {f"{host}:80": ("127.0.0.1", http_port) for host in hosts}
    network = Network(str(ca_file), leads_to, seconds=5)
    return {"environ": {"PUBLIC_URL": f"https://{name}"}, "network": network, "now": datetime.now(UTC)}
