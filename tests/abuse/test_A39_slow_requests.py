"""A39: whoever sends slowly keeps nobody else waiting: head or body, straight at our server and behind nginx.

The server has four threads, and ten times as many slow visitors.
"""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from mingus.checklist.looking import http
from tests.servers.authority import Authority
from tests.servers.mingus import gunicorn, mingus
from tests.servers.processes import answers

SLOW = 40
ASKED = 20
PATIENCE_SECONDS = 20.0
HOST = "Host: mingus.example\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
POST = f"POST /login HTTP/1.1\r\n{HOST}{FORM}"
BEGINNINGS = {
    "nothing": "",
    "half a line": "GET /logi",
    "half a head": f"GET /login HTTP/1.1\r\n{HOST}X-A: ",
    "half a body": f"{POST}Content-Length: 900\r\n\r\nemail=",
    "half a chunk": f"{POST}Transfer-Encoding: chunked\r\n\r\n50\r\nemail=",
    "an end within a chunk": f"{POST}Transfer-Encoding: chunked\r\n\r\n50\r\n0\r\n\r\n",
    "a body that is refused": f"{POST}Content-Length: 9999999\r\n\r\n",
    "no goodbye": f"GET /robots.txt HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n",
    "no goodbye after nonsense": "GET / HTTP/1.1\nHost: x\n\n",
    "a body to be asked for": f"{POST}Expect: 100-continue\r\nContent-Length: 900\r\n\r\n",
}


@pytest.fixture(scope="module")
def straight() -> Iterator[int]:
    with gunicorn(environ={"TRUSTED_PROXIES": "0", "WEB_WORKERS": "1"}) as port:
        yield port


@contextmanager
def slow_visitors(port: int, beginning: str) -> Iterator[list[socket.socket]]:
    with ExitStack() as open_ones:
        visitors = [
            open_ones.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(SLOW)
        ]
        for visitor in visitors:
            visitor.sendall(beginning.encode())
        yield visitors


def drip(visitors: list[socket.socket]) -> None:
    """A byte of each that is still let."""
    for visitor in visitors:
        try:
            visitor.sendall(b"x")
        except OSError:
            continue


@pytest.mark.parametrize("name", BEGINNINGS)
def test_everybody_else_is_served_meanwhile(straight: int, name: str) -> None:
    with slow_visitors(straight, BEGINNINGS[name]) as visitors:
        for _ in range(ASKED):
            if name != "nothing":
                drip(visitors)
            asked = http.Request("GET", "http://mingus.example/robots.txt")
            assert http.ask(asked, ("127.0.0.1", straight), "", PATIENCE_SECONDS).status == 200


def test_the_slow_are_served_once_they_have_said_all(straight: int) -> None:
    with slow_visitors(straight, BEGINNINGS["half a head"]) as visitors:
        drip(visitors)
        visitors[0].sendall(b"\r\n\r\n")
        assert visitors[0].recv(65536).startswith(b"HTTP/1.1 200 ")


def test_behind_nginx_everybody_else_is_served_too(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with mingus(authority.issue("mingus.example")) as before, slow_visitors(before.http_port, "GET /logi") as visitors:
        assert answers(before.port)
        for _ in range(ASKED):
            drip(visitors)
            asked = http.Request("GET", "https://mingus.example/robots.txt")
            answer = http.ask(asked, ("127.0.0.1", before.port), str(authority.certificate), PATIENCE_SECONDS)
            assert answer.status == 200
