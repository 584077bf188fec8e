"""The server inside the process answers, and the misbehaving ones misbehave as they promise."""

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.servers import http as servers
from tests.servers.authority import Authority
from tests.servers.http import Answer, Request, http_server


def opened(
    url: str, *, context: ssl.SSLContext | None = None, seconds: float = 5, body: bytes | None = None
) -> http.client.HTTPResponse:
    request = urllib.request.Request(url, data=body, headers={"X-Who": "Alice"})  # noqa: S310 - our own server
    answer = urllib.request.urlopen(request, timeout=seconds, context=context)  # noqa: S310 - our own server
    assert isinstance(answer, http.client.HTTPResponse)
    return answer


def ask(url: str, context: ssl.SSLContext | None = None, seconds: float = 5) -> tuple[int, bytes]:
    with opened(url, context=context, seconds=seconds) as answer:
        return answer.status, answer.read(1000)


def test_it_answers_from_a_function_and_remembers_what_was_asked() -> None:
    def respond(request: Request) -> Answer:
        return Answer(201, request.body.upper(), {"X-Path": request.path})

    with http_server(respond) as server, opened(f"{server.url}/a?b=c", body=b"hello") as answer:
        assert (answer.status, answer.read(), answer.headers["X-Path"]) == (201, b"HELLO", "/a?b=c")
    [asked] = server.requests
    assert (asked.method, asked.headers["x-who"]) == ("POST", "Alice")
    with pytest.raises(urllib.error.URLError):
        ask(server.url)


def test_head_gets_the_headers_alone() -> None:
    with http_server(lambda _: Answer(body=b"hello")) as server:
        connection = http.client.HTTPConnection("localhost", server.port, timeout=5)
        connection.request("HEAD", "/")
        answer = connection.getresponse()
        assert (answer.headers["Content-Length"], answer.read()) == ("5", b"")
        connection.close()


def test_with_a_certificate_it_speaks_tls(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    trusting = ssl.create_default_context(cafile=str(authority.certificate))
    with http_server(lambda _: Answer(body=b"sealed"), certificate=authority.issue()) as server:
        assert ask(server.url, trusting) == (200, b"sealed")
    with http_server(lambda _: Answer(), certificate=authority.weak()) as server:
        with pytest.raises(urllib.error.URLError, match="too weak"):
            ask(server.url, trusting)
        assert server.requests == []


def test_a_client_that_stalls_in_the_handshake_stops_nobody(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    trusting = ssl.create_default_context(cafile=str(authority.certificate))
    serving = http_server(lambda _: Answer(), certificate=authority.issue())
    with serving as server, socket.create_connection(("localhost", server.port)):
        assert ask(server.url, trusting)[0] == 200


def test_one_hangs() -> None:
    with servers.hanging() as server, pytest.raises(TimeoutError):
        ask(server.url, seconds=0.3)


def test_one_closes_at_once() -> None:
    with servers.closing() as server, pytest.raises(OSError, match=r"closed|reset"):
        ask(server.url)


def test_one_does_not_speak_http() -> None:
    with servers.babbling() as server, pytest.raises(http.client.BadStatusLine):
        ask(server.url)


def test_one_never_ends_its_body() -> None:
    with servers.endless_body() as server, opened(server.url) as answer:
        for _ in range(50):
            assert len(answer.read(1_000_000)) == 1_000_000


def test_one_drips_so_slowly_that_no_time_out_of_the_socket_strikes() -> None:
    with servers.slow_drip() as server, opened(server.url, seconds=1) as answer:
        began_at = time.monotonic()
        assert answer.read(6) == b"......"
        assert time.monotonic() - began_at > 1


def test_one_sends_a_header_of_twenty_megabytes() -> None:
    with servers.huge_header() as server, pytest.raises(http.client.LineTooLong):
        ask(server.url)


def test_one_redirects_for_ever() -> None:
    with servers.redirect_loop() as server, pytest.raises(urllib.error.HTTPError, match="infinite loop"):
        ask(server.url)
    assert len(server.requests) > 5
