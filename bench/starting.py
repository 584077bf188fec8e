"""What the web costs before its first request: the process that loads it, and each worker forked from that one."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Final

LIVE: Final = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
READY_SECONDS: Final = 60.0
TICK_SECONDS: Final = 0.002


def web() -> float:
    """Load the web entrance, as gunicorn's master does; processor seconds of it so far, Python's start included."""
    import_module("mingus.wsgi")
    return time.process_time()


def plain() -> float:
    """The same for an empty Flask application that can talk to PostgreSQL."""
    import_module("psycopg")
    import_module("sqlalchemy")
    import_module("flask").Flask("plain")
    return time.process_time()


def worker() -> dict[str, float]:
    """One worker of gunicorn as `mingus run` starts it, which has answered once: processor seconds, bytes of its own.

    And the seconds by the clock until another answers after it was killed.
    """
    with _served() as (port, master):
        (first,) = _children(master)
        found = {"cpu_seconds": _cpu_seconds(first), "own_bytes": float(_own_bytes(first))}
        os.kill(first, signal.SIGKILL)
        began_at = time.perf_counter()
        while not set(_children(master)) - {first}:
            time.sleep(TICK_SECONDS)
        _wait_until_it_answers(port)
        return {**found, "again_seconds": time.perf_counter() - began_at}


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    """The port and the process id of a server with one worker, which answers."""
    port = _free_port()
    program = import_module("mingus.ops.programs").web({**os.environ, "WEB_WORKERS": "1"}, "127.0.0.1", port)
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(program.command, env=dict(program.environ), stdout=quiet, stderr=quiet)
    try:
        _wait_until_it_answers(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(port):
        assert time.monotonic() < deadline, "the web server does not answer"
        time.sleep(TICK_SECONDS)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=READY_SECONDS) as asked:
            asked.sendall(LIVE)
            return b" 200 " in asked.recv(100)
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _cpu_seconds(pid: int) -> float:
    """Of all its threads, in nanoseconds of the scheduler: a worker's start is shorter than the kernel's usual tick."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir()) / 1e9


def _own_bytes(pid: int) -> int:
    """Memory that would be free if it ended, and is not in common with the process it was forked from."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024
