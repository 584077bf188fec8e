"""The address the web process will listen on: whether it is free, and how to reach it from here."""

import errno
import socket

from mingus.core.errors import ConfigurationError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - recognised, not chosen


def ensure_free(host: str, port: int) -> None:
    """Raises ConfigurationError when nothing could listen on `host` and `port`, saying what to do."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise ConfigurationError(f"The host {host} has no address. Give another one with --host.") from None
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as error:
            raise ConfigurationError(_sentence(error, host, port)) from None


def url(host: str, port: int) -> str:
    """Where a browser on this machine finds what listens on `host`."""
    name = EVERYWHERE.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program. Stop that one, "
            f"or choose another port with --port {port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may be used by root only. Choose one above 1023, for example with --port 8000."
    return f"Nothing can listen on {host}:{port}: {error.strerror}."
