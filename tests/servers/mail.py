"""A real mail server on a free port, which keeps what it is given: in the open, with STARTTLS, or with TLS at once.

It takes the user `mingus` with the password `right`, refuses the recipient `refused@…` for good and `later@…` for now.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.servers.authority import Authority
from tests.servers.processes import free_port


@dataclass
class Mailbox:
    """What the server has been given."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    under_tls: list[bool] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for this machine that this process trusts; the file has its key too."""
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    issued = made.issue()
    both = tmp_path / "both.pem"
    both.write_bytes(issued.certificate.read_bytes() + issued.key.read_bytes())
    return both


@contextmanager
def serving(certificate: Path | None, *, at_once: bool = False) -> Iterator[Mailbox]:
    """The server, running inside the block; `at_once` begins with TLS, `certificate` None offers none."""
    box = Mailbox(port=free_port())
    context = _context(certificate)
    tls: dict[str, Any] = {"ssl_context": context} if at_once else {"tls_context": context}
    server = _Server(
        _Handler(box),
        hostname="127.0.0.1",
        port=box.port,
        authenticator=_authenticate,
        auth_require_tls=False,
        **tls,
    )
    server.start()
    try:
        yield box
    finally:
        server.stop(no_assert=True)


@contextmanager
def hanging() -> Iterator[int]:
    """The port of a server that greets, and then says nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def greet() -> None:
            with suppress(OSError):
                held.append(listening.accept()[0])
                held[-1].sendall(b"220 here\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            with suppress(OSError), socket.create_connection(listening.getsockname(), timeout=1):
                pass  # wakes the thread where nobody came
            thread.join()
            for connection in held:
                connection.close()


class _Server(Controller):
    def _trigger_server(self) -> None:
        """A bare connection: theirs would speak TLS as a client with the context of a server."""
        with socket.create_connection((self.hostname, self.port), timeout=5):
            pass


class _Handler:
    def __init__(self, box: Mailbox) -> None:
        self._box = box

    async def handle_RCPT(  # noqa: N802  aiosmtpd's
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("refused@"):
            return f"550 nobody here called {address}"
        if address.startswith("later@"):
            return f"451 {address} is busy"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        assert isinstance(envelope.original_content, bytes)
        self._box.letters.append(envelope.original_content)
        self._box.under_tls.append(server.transport.get_extra_info("sslcontext") is not None)
        self._box.signed_in.append(bool(session.authenticated))
        return "250 taken"


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"mingus", b"right")
    return AuthResult(success=right, handled=False)


def _context(certificate: Path | None) -> ssl.SSLContext | None:
    if certificate is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
