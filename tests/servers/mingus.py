"""Mingus itself under gunicorn, as production would run it, with nginx before it that speaks TLS as a platform does.

Its pages for visitors need no database, and it gets none: the address of its database leads nowhere.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mingus.checklist.looking import http
from mingus.checklist.looking.stores import NoAnswer
from mingus.ops.programs import GUNICORN
from tests.production import COMPLETE
from tests.servers import processes
from tests.servers.authority import Certificate
from tests.servers.nginx import Manners, Nginx, nginx

ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
PROXY = """proxy_pass http://127.0.0.1:{port};
proxy_set_header Host $host;
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Proto $scheme;"""


@contextmanager
def mingus(
    certificate: Certificate, *, environ: Mapping[str, str] | None = None, ports: tuple[int, int] | None = None
) -> Iterator[Nginx]:
    """Both servers, ready, inside the block; nginx on free ports where none are named."""
    with gunicorn(environ=environ) as port:
        through = PROXY.format(port=port)
        manners = Manners(http2=False, extra=f"location ~ ^/ {{ {through} }}", http=f"location / {{ {through} }}")
        with nginx(certificate, manners=manners, ports=ports) as before:
            yield before


@contextmanager
def gunicorn(*, environ: Mapping[str, str] | None = None) -> Iterator[int]:
    """The port of gunicorn alone, as `mingus run` starts it, with four threads."""
    port = processes.free_port()
    inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    given = {**inherited, **COMPLETE, "TRUSTED_PROXIES": "1", "PYTHONPATH": str(ROOT), **(environ or {})}
    command = [sys.executable, "-P", "-m", "gunicorn", f"--bind=127.0.0.1:{port}", *GUNICORN, "--threads=4"]
    command += ["tests.servers.rehearsed:app"]
    with (
        processes.folder("gunicorn") as folder,
        processes.running(command, folder / "log", lambda: _lives(port), environ=given),
    ):
        yield port


def _lives(port: int) -> bool:
    """Gunicorn listens before it has a worker that answers."""
    try:
        return (
            http.ask(http.Request("GET", f"http://127.0.0.1:{port}/health/live"), ("127.0.0.1", port), "", 5).status
            == 200
        )
    except NoAnswer:
        return False
