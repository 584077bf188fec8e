"""One HTTP request with an end: in time, whatever the server does, and in memory, however much it sends."""

import contextlib
import http.client
import socket
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mingus.checklist.looking.lines import Address, line_to
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.looking.tls import context, untrusted

MAX_BODY_BYTES = 1024 * 1024
MAX_REASON_CHARACTERS = 200
OURS = {"User-Agent": "Mingus-checklist", "Accept": "*/*"}


@dataclass(frozen=True)
class Request:
    """What to ask. Raises NoAnswer for an address that is none of the web."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __post_init__(self) -> None:
        if not _is_of_the_web(self.url):
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


def ask(asked: Request, address: Address, ca_file: str, seconds: float) -> Answer:
    """The answer to one request at `address`. Raises NoAnswer, naming the URL and what went wrong."""
    try:
        with line_to(address, seconds) as line:
            return _exchange(asked, line, ca_file)
    except ssl.SSLError as error:
        raise NoAnswer(f"{asked.url}: {untrusted(error)}") from None
    except TimeoutError:
        raise NoAnswer(f"{asked.url} did not finish its answer within {seconds:g} seconds") from None
    except (OSError, http.client.HTTPException) as error:
        reason = f"{type(error).__name__}: {str(error)[:MAX_REASON_CHARACTERS]}"
        raise NoAnswer(f"{asked.url} does not answer properly ({reason})") from None


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _exchange(asked: Request, line: socket.socket, ca_file: str) -> Answer:
    began = time.monotonic()
    secured = context(ca_file).wrap_socket(line, server_hostname=asked.host) if asked.secure else line
    connection = http.client.HTTPConnection(asked.host, asked.port)
    connection.default_port = 443 if asked.secure else 80  # which the Host header leaves out
    connection.sock = secured
    with secured, contextlib.closing(connection):
        connection.request(asked.method, asked.target, asked.body or None, {**OURS, **asked.headers})
        response = connection.getresponse()
        body = b"" if asked.method == "HEAD" else response.read(MAX_BODY_BYTES + 1)
        is_cut = len(body) > MAX_BODY_BYTES
        elapsed = time.monotonic() - began
        return Answer(asked.url, response.status, response.getheaders(), body[:MAX_BODY_BYTES], is_cut, elapsed)
