"""HTTP(S) servers inside the test's process: one that answers from a function, and some that misbehave.

`http_server(lambda request: Answer(body=b"hello"))`; `hanging()`, `endless_body()`, `slow_drip()`, `huge_header()`,
`closing()` and `babbling()` are what a client must survive.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.servers.authority import Certificate

DRIP_SECONDS = 0.2
PIECE = b"x" * 65536
HUGE_HEADER_BYTES = 20 * 1024 * 1024
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@dataclass(frozen=True)
class Request:
    """What a client asked; `headers` are looked up without regard to case."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What it gets."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HttpServer:
    """One running server, and what it was asked so far."""

    url: str
    port: int
    requests: list[Request] = field(default_factory=list)


Respond = Callable[[Request], Answer]
Converse = Callable[[socket.socket, threading.Event], None]


@contextmanager
def http_server(respond: Respond, *, certificate: Certificate | None = None) -> Iterator[HttpServer]:
    """A server inside the block, over TLS when it has a certificate."""
    requests: list[Request] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(respond, requests))
    server.daemon_threads = True
    if certificate:
        # The handshake belongs to the request's own thread: a client that stalls must not stop the others.
        server.socket = _serving(certificate).wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    port = server.server_address[1]
    try:
        yield HttpServer(f"{'https' if certificate else 'http'}://localhost:{port}", port, requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw_server(converse: Converse) -> Iterator[HttpServer]:
    """A server that does with each connection what `converse` says, until the event is set at the block's end."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        thread = threading.Thread(target=_accept, args=(listening, converse, over), daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        try:
            yield HttpServer(f"http://localhost:{port}", port)
        finally:
            over.set()
            thread.join()


def hanging() -> contextlib.AbstractContextManager[HttpServer]:
    """Takes connections and never says a word; over https it hangs in the handshake."""
    return raw_server(lambda _connection, over: _until(over))


def closing() -> contextlib.AbstractContextManager[HttpServer]:
    """Closes every connection at once."""
    return raw_server(lambda _connection, _over: None)


def babbling() -> contextlib.AbstractContextManager[HttpServer]:
    """Speaks, but not HTTP."""
    return raw_server(lambda connection, _over: connection.sendall(b"\x00\xff220 not what you think\r\n" * 100))


def endless_body() -> contextlib.AbstractContextManager[HttpServer]:
    """A body that goes on as long as it is read."""

    def converse(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(OK + b"\r\n")
        while not over.is_set():
            connection.sendall(PIECE)

    return raw_server(converse)


def slow_drip() -> contextlib.AbstractContextManager[HttpServer]:
    """A byte now and then, each before a time-out of the socket would strike."""

    def converse(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(OK + b"\r\n")
        while not over.wait(DRIP_SECONDS):
            connection.sendall(b".")

    return raw_server(converse)


def huge_header() -> contextlib.AbstractContextManager[HttpServer]:
    """One header of 20 MB."""

    def converse(connection: socket.socket, _over: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(OK + b"X-Huge: " + b"x" * HUGE_HEADER_BYTES + b"\r\n\r\n")

    return raw_server(converse)


def redirect_loop() -> contextlib.AbstractContextManager[HttpServer]:
    """Sends everybody on, and on."""
    return http_server(lambda request: Answer(302, headers={"Location": f"{request.path}a"}))


def _serving(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # weak keys must be served, so that checks can find them
    context.load_cert_chain(certificate.certificate, certificate.key)
    return context


def _handler(respond: Respond, requests: list[Request]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(self.command, self.path, self.headers, body)
            requests.append(request)
            given = respond(request)
            self.send_response_only(given.status)
            for name, value in {"Content-Length": str(len(given.body)), **given.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(given.body)

        def __getattr__(self, name: str) -> Callable[[], None]:
            """Every method of HTTP is answered alike: do_GET, do_TRACE and all the others."""
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError, ssl.SSLError):  # a client that refuses us has its reasons
                super().handle()

        def finish(self) -> None:
            with contextlib.suppress(ConnectionError, ssl.SSLError, ValueError):
                super().finish()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
            """Nothing, so that a failing test is not buried."""

    return Handler


def _accept(listening: socket.socket, converse: Converse, over: threading.Event) -> None:
    talking: list[threading.Thread] = []
    while not over.is_set():
        try:
            connection, _ = listening.accept()
        except TimeoutError:
            continue
        talking.append(threading.Thread(target=_talk, args=(connection, converse, over), daemon=True))
        talking[-1].start()
    for thread in talking:
        thread.join(1)


def _talk(connection: socket.socket, converse: Converse, over: threading.Event) -> None:
    connection.settimeout(5)
    with connection, contextlib.suppress(OSError):  # the client has had enough
        converse(connection, over)


def _until(over: threading.Event) -> None:
    over.wait()
