"""A message whose end is in doubt is refused, and what follows it on the connection is not read as another one."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingus.checklist.looking import http
from mingus.checklist.looking.stores import NoAnswer
from mingus.ops.programs import GUNICORN
from tests.production import COMPLETE
from tests.servers import processes

ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
SMUGGLED = "GET /health/live?smuggled HTTP/1.1\r\nHost: mingus.example\r\n\r\n"
START = "POST /login HTTP/1.1\r\nHost: mingus.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n"
IN_DOUBT = {
    "a length beside chunks": f"{START}Content-Length: 6\r\n{CHUNKED}\r\n0\r\n\r\n",
    "chunks beside a length": f"{START}{CHUNKED}Content-Length: 6\r\n\r\n0\r\n\r\n",
    "two lengths": f"{START}Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
    "a list of lengths": f"{START}Content-Length: 0, 5\r\n\r\n",
    "a length with a sign": f"{START}Content-Length: +5\r\n\r\na=b&c",
    "a length below zero": f"{START}Content-Length: -1\r\n\r\n",
    "a length in another script": f"{START}Content-Length: \u0665\r\n\r\na=b&c",
    "another coding": f"{START}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks twice": f"{START}{CHUNKED}{CHUNKED}\r\n0\r\n\r\n",
    "chunks and something else": f"{START}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a blank before the colon": f"{START}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a header that goes on": f"{START}X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk whose size is none": f"{START}{CHUNKED}\r\n0x1\r\na\r\n0\r\n\r\n",
    "a chunk whose size has a sign": f"{START}{CHUNKED}\r\n+1\r\na\r\n0\r\n\r\n",
    "a chunk longer than it says": f"{START}{CHUNKED}\r\n1\r\nabc\r\n0\r\n\r\n",
    "a line end of its own": f"{START}X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "an end within a name": f"{START}X\0Y: a\r\n\r\n",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Gunicorn with the options Mingus gives it, before an application that needs no database."""
    port = processes.free_port()
    inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environ = {**inherited, **COMPLETE, "TRUSTED_PROXIES": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-m", "gunicorn", f"--bind=127.0.0.1:{port}", *GUNICORN, "--threads=4"]
    with (
        processes.folder("smuggling") as folder,
        processes.running(
            [*command, "tests.servers.rehearsed:app"], folder / "log", lambda: _lives(port), environ=environ
        ),
    ):
        yield port


def test_one_that_is_in_order_is_answered_and_so_is_the_next(port: int) -> None:
    """So that a refusal below means what it says."""
    first = SMUGGLED.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n")
    said = answers(port, first + SMUGGLED.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
    assert said.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize("name", IN_DOUBT)
def test_it_is_refused_and_nothing_behind_it_is_answered(port: int, name: str) -> None:
    said = answers(port, IN_DOUBT[name] + SMUGGLED)
    assert said.count(b"HTTP/1.1 ") <= 1
    assert b"HTTP/1.1 2" not in said
    assert b'"live"' not in said
    assert said[:10] in {b"", b"HTTP/1.1 4", b"HTTP/1.1 5"}


def answers(port: int, message: str) -> bytes:
    """Everything the server says until it closes the connection, which it must."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(message.encode("latin-1", "replace") if message.isascii() else message.encode())
        said = b""
        while piece := _next(connection):
            said += piece
        return said


def _next(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:  # closed with some of what we sent unread
        return b""


def _lives(port: int) -> bool:
    try:
        probe = http.Request("GET", f"http://127.0.0.1:{port}/health/live")
        return http.ask(probe, ("127.0.0.1", port), "", 5).status == 200
    except NoAnswer:
        return False
