"""Hands one mail to the server that SMTP_URL names: over TLS, in bounded time, with a sentence if it does not work."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

from mingus.core.errors import ConfigurationError, Unavailable

PERMANENT: Final = 500  # RFC 5321, 4.2.1: from here on the server will say the same tomorrow
ANSWER_SECONDS: Final = 15
ALTOGETHER_SECONDS: Final = 60  # a server that always says a little more would go on for ever
_PORTS: Final = {"smtp": 587, "smtps": 465}


class NotTaken(Unavailable):
    """The server did not take a mail. `why` says it without quoting the server, whose words may hold an address."""

    def __init__(self, message: str, why: str, *, code: int = 0) -> None:
        super().__init__(message)
        self.why = f"{why} ({code})" if code else why
        self.is_final = code >= PERMANENT
        """Whether trying again is of no use."""


@dataclass(frozen=True)
class Server:
    """Where mail goes. `smtps` begins with TLS; `smtp` must offer STARTTLS, but on this very machine."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)

    @property
    def is_here(self) -> bool:
        """Whether what is sent does not leave this machine."""
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return self.host == "localhost"


def server(url: str) -> Server:
    """The server of an SMTP_URL. Raises ConfigurationError, which does not quote it: it holds a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ConfigurationError("SMTP_URL must be smtps://user:password@host:port, or smtp:// for STARTTLS.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], user, password)


def deliver(url: str, message: EmailMessage) -> None:
    """Returns when the server has taken the mail. Raises ConfigurationError and NotTaken, with a sentence."""
    to = server(url)
    try:
        with _connected(to) as connection:
            connection.send_message(message)
    except smtplib.SMTPAuthenticationError:
        said = f"The mail server {to.host} does not take the user and password of SMTP_URL."
        raise NotTaken(said, "user and password were refused") from None
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        said = f"The mail server {to.host} does not take mail for {message['To']}."
        raise NotTaken(said, "the recipient was refused", code=code) from None
    except ssl.SSLCertVerificationError as error:
        said = f"The certificate of {to.host} is not to be trusted: {error.verify_message}."
        raise NotTaken(said, "its certificate is not to be trusted") from None
    except (smtplib.SMTPException, OSError) as error:
        said = f"The mail server {to.host}:{to.port} did not take the mail: {_reason(error)}."
        raise NotTaken(said, _kind(error), code=_code(error)) from None


@contextmanager
def _connected(to: Server) -> Iterator[smtplib.SMTP]:
    secure = ssl.create_default_context()
    secure.minimum_version = ssl.TLSVersion.TLSv1_2
    if to.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=ANSWER_SECONDS, context=secure)
    else:
        connection = smtplib.SMTP(to.host, to.port, timeout=ANSWER_SECONDS)
    deadline = threading.Timer(ALTOGETHER_SECONDS, _cut, [connection])
    deadline.start()
    try:
        with connection:
            if to.scheme == "smtp":
                _start_tls(connection, to, secure)
            if to.user:
                connection.login(to.user, to.password)
            yield connection
    finally:
        deadline.cancel()


def _start_tls(connection: smtplib.SMTP, to: Server, secure: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    if connection.has_extn("starttls"):
        connection.starttls(context=secure)
        connection.ehlo()
    elif not to.is_here:
        said = f"The mail server {to.host} offers no TLS, and Mingus sends no mail in the open."
        raise NotTaken(said, "it offers no TLS")


def _cut(connection: smtplib.SMTP) -> None:
    with suppress(OSError, AttributeError):
        assert connection.sock is not None, "it is connected"
        connection.sock.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer in {ANSWER_SECONDS} seconds"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "it stopped answering"
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"it answered {error.smtp_code} {''.join(c for c in said if c.isprintable())[:200]}".strip()
    return getattr(error, "strerror", None) or type(error).__name__


def _code(error: Exception) -> int:
    """The server's number where it refused this very mail; 0 where it might take it another time."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return PERMANENT  # an address that this server has no letters for
    return error.smtp_code if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) else 0


def _kind(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPSenderRefused):
        return "the sender was refused"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return "the mail was refused" if isinstance(error, smtplib.SMTPDataError) else type(error).__name__
