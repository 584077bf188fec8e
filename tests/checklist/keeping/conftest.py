"""Evidence of one home, and a mail server of this machine's own."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from mingus.core.evidence import Draft, Keys, Store

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence", Keys(tmp_path / "secrets"), now=lambda: NOON)


def draft(box: str, days: int, **changed: Any) -> Draft:
    said = {"kind": "drill", "statement": "A backup was restored.", "exit_code": 0, "operator": "founder"}
    return Draft(box, valid_for=timedelta(days=days), **{**said, **changed})


@dataclass
class Mailbox:
    """What a mail server has been told. It refuses the recipient `refused@…` and every password but `right`."""

    port: int = 0
    offers_tls: bool = True
    context: ssl.SSLContext | None = None
    letters: list[bytes] = field(default_factory=list)
    under_tls: list[bool] = field(default_factory=list)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for 127.0.0.1 that this process trusts; the file has its key too."""
    path = tmp_path / "certificate.pem"
    path.write_bytes(_certificate())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


@contextmanager
def serving(certificate: Path | None, *, offers_tls: bool = True, at_once: bool = False) -> Iterator[Mailbox]:
    """A real SMTP server on a free port; `at_once` begins with TLS, `certificate` None offers none."""
    box = Mailbox(offers_tls=offers_tls and certificate is not None)
    if certificate is not None:
        box.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        box.context.load_cert_chain(certificate)

    class Session(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                _Talk(self.request, box, at_once=at_once).hold()
            except OSError:
                return  # whoever called has gone, which is theirs to tell

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


class _Talk:
    def __init__(self, connection: Any, box: Mailbox, *, at_once: bool) -> None:
        self._connection, self._box, self._is_secure = connection, box, False
        if at_once:
            self._secure()
        self._lines = self._connection.makefile("rb")

    def hold(self) -> None:
        self._say("220 here")
        while line := self._lines.readline():
            word = line.decode().strip().upper()
            if word.startswith("QUIT"):
                return self._say("221 bye")
            self._answer(word)
        return None

    def _answer(self, word: str) -> None:
        if word.startswith("EHLO"):
            offers = "250-STARTTLS\r\n" if self._box.offers_tls and not self._is_secure else ""
            self._say(f"250-here\r\n{offers}250 AUTH PLAIN")
        elif word == "STARTTLS":
            self._say("220 go")
            self._secure()
            self._lines = self._connection.makefile("rb")
        elif word.startswith("AUTH PLAIN"):
            self._say("235 ok" if word.endswith("AG1PBMD1CWBYAWDODA==") else "535 no")
        elif word.startswith("RCPT") and "REFUSED@" in word:
            self._say("550 nobody here")
        elif word == "DATA":
            self._say("354 go on")
            self._box.letters.append(b"".join(iter(self._lines.readline, b".\r\n")))
            self._box.under_tls.append(self._is_secure)
            self._say("250 taken")
        else:
            self._say("250 ok")

    def _say(self, line: str) -> None:
        self._connection.sendall(f"{line}\r\n".encode())

    def _secure(self) -> None:
        assert self._box.context is not None
        self._connection = self._box.context.wrap_socket(self._connection, server_side=True)
        self._is_secure = True


def _certificate() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of a test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made.public_bytes(Encoding.PEM) + private
