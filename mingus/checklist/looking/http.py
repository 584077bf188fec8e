"""One HTTP request with an end: in time, whatever the server does, and in memory, however much it sends."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.looking.tls import context, untrusted

MAX_BODY_BYTES = 1024 * 1024
AGENT = "Mingus-checklist"


@dataclass(frozen=True)
class Request:
    """What to ask. Raises NoAnswer for an address that is none of the web."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in {"http", "https"} or not urlsplit(self.url).hostname:
            raise NoAnswer(f"{self.url} is not an address of the web")

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def secure(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or (443 if self.secure else 80)

    @property
    def target(self) -> str:
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@dataclass(frozen=True)
class Answer:
    """What came back. `body` is its beginning, at most 1 MB; `is_cut` says that more would have followed."""

    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    is_cut: bool
    seconds: float

    def header(self, name: str) -> str:
        """All values of one header, joined by commas; '' when it is not there."""
        return ", ".join(self.all(name))

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


def ask(asked: Request, address: tuple[str, int], ca_file: str, seconds: float) -> Answer:
    """The answer to one request at `address`. Raises NoAnswer, naming the URL and what went wrong."""
    began = time.monotonic()
    connection = http.client.HTTPConnection(asked.host, asked.port, timeout=seconds)
    try:
        connection.sock = _connect(asked, address, ca_file, seconds)
        with _deadline(connection.sock, began + seconds - time.monotonic()):
            return _exchange(connection, asked, began)
    except ssl.SSLError as error:
        raise NoAnswer(f"{asked.url}: {untrusted(error)}") from None
    except TimeoutError:
        raise NoAnswer(f"{asked.url} did not answer within {seconds:g} seconds") from None
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() - began >= seconds:
            raise NoAnswer(f"{asked.url} did not finish its answer within {seconds:g} seconds") from None
        raise NoAnswer(f"{asked.url} does not answer properly ({type(error).__name__}: {error})") from None
    finally:
        connection.close()


def _connect(asked: Request, address: tuple[str, int], ca_file: str, seconds: float) -> socket.socket:
    plain = socket.create_connection(address, timeout=seconds)
    if not asked.secure:
        return plain
    try:
        return context(ca_file).wrap_socket(plain, server_hostname=asked.host)
    except BaseException:
        plain.close()
        raise


def _exchange(connection: http.client.HTTPConnection, asked: Request, began: float) -> Answer:
    headers = {"User-Agent": AGENT, "Accept": "*/*", **asked.headers}
    connection.request(asked.method, asked.target, asked.body or None, headers)
    response = connection.getresponse()
    body = b"" if asked.method == "HEAD" else response.read(MAX_BODY_BYTES + 1)
    is_cut = len(body) > MAX_BODY_BYTES
    elapsed = time.monotonic() - began
    return Answer(asked.url, response.status, response.getheaders(), body[:MAX_BODY_BYTES], is_cut, elapsed)


@contextmanager
def _deadline(connected: socket.socket, seconds: float) -> Iterator[None]:
    """A server that sends a byte now and then never times out by itself; the line is cut instead."""
    timer = threading.Timer(max(seconds, 0.01), _cut, [connected])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        connected.close()
