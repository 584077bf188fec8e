"""Mingus under gunicorn with a database, as one process that logs into a file: for tests of what leaves it."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from tests.servers import processes

ROOT: Final = Path(__file__).parents[2]
PASSED_ON: Final = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Answer:
    """What came back, all of it as text."""

    status: int
    headers: str
    body: str


@dataclass(frozen=True)
class Served:
    """Where it listens, and the file with everything that the process writes."""

    port: int
    log: Path

    def ask(self, method: str, path: str, *, body: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        """One request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body.encode() or None, headers=dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, str(answer.headers), answer.read().decode(errors="replace"))
        finally:
            connection.close()


@contextmanager
def served(environ: Mapping[str, str], *, app: str = "mingus.wsgi:app", path: str = "/health/live") -> Iterator[Served]:
    """The server, ready, inside the block."""
    port = processes.free_port()
    inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    command = [sys.executable, "-P", "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--no-control-socket"]
    command += ["--worker-class=gthread", "--threads=4", "--logger-class=mingus.core.gunicorn_logs.JsonLogger", app]
    with processes.folder("served") as folder:
        log = folder / "log"
        here = Served(port, log)
        given = {**inherited, "PYTHONPATH": str(ROOT), **environ}
        with processes.running(command, log, lambda: _lives(here, path), environ=given):
            yield here


def _lives(here: Served, path: str) -> bool:
    try:
        return here.ask("GET", path, headers={"Host": "localhost"}).status < 600
    except OSError:
        return False
