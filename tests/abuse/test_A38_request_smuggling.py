"""A38: what two servers could read in two ways is refused by the first of ours, and the connection ends there."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mingus.core.edge import HEADERS
from tests.servers.mingus import gunicorn

HOST = "Host: mingus.example\r\n"
POST = f"POST /login HTTP/1.1\r\n{HOST}"
GET = f"GET /robots.txt HTTP/1.1\r\n{HOST}"
SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: mingus.example\r\n\r\n"
AMBIGUOUS = {
    "length and chunks": POST + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and length": POST + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
    "two lengths": POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
    "two equal lengths": POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n12345",
    "a list of lengths": POST + "Content-Length: 5, 5\r\n\r\n12345",
    "a signed length": POST + "Content-Length: +5\r\n\r\n12345",
    "a length below zero": POST + "Content-Length: -5\r\n\r\n12345",
    "a hexadecimal length": POST + "Content-Length: 0x5\r\n\r\n12345",
    "bare line feeds": "GET /robots.txt HTTP/1.1\nHost: mingus.example\n\n",
    "a bare line feed in a header": GET + "X-A: b\nX-C: d\r\n\r\n",
    "a bare carriage return": GET + "X-A: b\rX-C: d\r\n\r\n",
    "a folded header": GET + "X-A: b\r\n c\r\n\r\n",
    "a space before the colon": POST + "Content-Length : 5\r\n\r\n12345",
    "a space before the name": GET + " X-A: b\r\n\r\n",
    "a tab in chunked": POST + "Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n",
    "chunked twice": POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunked in quotes": POST + 'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n',
    "another coding": POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked and something else": POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked in two fields": POST + "Transfer-Encoding: chunked\r\n" * 2 + "\r\n0\r\n\r\n",
    "a length in another script": POST + "Content-Length: \xd9\xa5\r\n\r\n12345",
    "a chunk whose size is hexadecimal twice": POST + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
    "a chunk whose size has a sign": POST + "Transfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
    "a chunk longer than it says": POST + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
    "a zero byte within a name": GET + "X\x00Y: a\r\n\r\n",
    "a zero byte": GET + "X-A: b\x00c\r\n\r\n",
    "no version": "GET /robots.txt\r\n\r\n",
    "a wrong version": f"GET /robots.txt HTTP/1.9x\r\n{HOST}\r\n",
    "a chunk that lies": POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
}
TOO_MUCH = {
    "a line": f"GET /{'a' * 5000} HTTP/1.1\r\n{HOST}\r\n",
    "fields": GET + "".join(f"X-{number}: 1\r\n" for number in range(101)) + "\r\n",
    "a field": GET + f"X-A: {'a' * 9000}\r\n\r\n",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with gunicorn(environ={"TRUSTED_PROXIES": "0"}) as listening:
        yield listening


def exchanged(port: int, sent: str) -> bytes:
    """Everything that comes back until the other side ends the connection, whatever else was sent on it."""
    with _connection(port) as connection:
        connection.sendall((sent + SMUGGLED).encode("latin-1"))
        received = b""
        while piece := _received(connection):
            received += piece
        return received


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


@contextmanager
def _connection(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        yield connection


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_can_be_read_in_two_ways_ends_the_connection(port: int, name: str) -> None:
    answer = exchanged(port, AMBIGUOUS[name])
    assert answer.split(b" ", 2)[1] in {b"400", b"501"}, answer
    assert b" 200 OK" not in answer, answer  # the request behind it was never read
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("name", TOO_MUCH)
def test_more_than_a_request_needs_is_refused(port: int, name: str) -> None:
    answer = exchanged(port, TOO_MUCH[name])
    assert answer.split(b" ", 2)[1] in {b"400", b"414", b"431"}, answer
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("name", ["bare line feeds", "two lengths", "a space before the colon"])
def test_the_refusal_is_ours_and_repeats_nothing(port: int, name: str) -> None:
    head, _, body = exchanged(port, AMBIGUOUS[name]).partition(b"\r\n\r\n")
    said = {line.partition(b":")[0].decode().lower() for line in head.split(b"\r\n")[1:]}
    assert {header.lower() for header in HEADERS} <= said
    assert {"strict-transport-security", "cache-control", "content-length"} <= said
    assert b"gunicorn" not in head.lower() + body.lower()
    assert b"mingus.example" not in body


def test_a_plain_request_is_answered(port: int) -> None:
    """The control: what is asked rightly is answered, twice on one connection."""
    with _connection(port) as connection:
        for _ in range(2):
            connection.sendall((GET + "\r\n").encode())
            answer = _one_answer(connection)
            assert answer.startswith(b"HTTP/1.1 200 OK")


def _one_answer(connection: socket.socket) -> bytes:
    """As much as its own length says, so that the next one begins where this one ends."""
    head, _, body = _until(connection, b"").partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]  # an answer without one fails
    while len(body) < length:
        body += _until(connection, body)
    return head + body


def _until(connection: socket.socket, so_far: bytes) -> bytes:
    piece = connection.recv(65536)
    assert piece, f"the server ended the connection after {so_far!r}"
    return piece
