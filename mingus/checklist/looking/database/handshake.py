"""How the database's server takes strangers at its door: without TLS, with TLS of long ago, with its certificate."""

import socket
import ssl
import struct
from typing import Final

import psycopg

from mingus.checklist.looking.database.asking import asking, leads_here, options_of
from mingus.checklist.looking.database.encryption import MODERN, ON_THIS_MACHINE
from mingus.checklist.looking.stores import CONNECT_SECONDS, NoAnswer
from mingus.checklist.looking.tls import Hello, context, untrusted
from mingus.checklist.rules import Finding, Stage, failed, judged, not_applicable, passed, unknown
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

ASKS_FOR_TLS: Final = struct.pack("!ii", 8, 80877103)  # SSLRequest of PostgreSQL's protocol
REFUSALS: Final = ("no encryption", "SSL off", "SSL required", "SSL is required", "requires SSL")
OLD: Final = ("TLSv1", "TLSv1.1")


def nobody_gets_in_unencrypted(around: Surroundings) -> Finding:
    """Whoever comes without TLS, and with the right password, is sent away."""
    url = _address(around)
    if around.stage is Stage.LOCAL and leads_here(url) and "sslmode" not in options_of(url):
        return not_applicable(ON_THIS_MACHINE)
    with asking(around):
        options = {name: value for name, value in options_of(url).items() if not name.startswith("ssl")}
    try:
        psycopg.connect(**{**options, "sslmode": "disable", "connect_timeout": CONNECT_SECONDS}).close()  # type: ignore[arg-type]  # libpq's own names
    except psycopg.OperationalError as error:
        if any(word in str(error) for word in REFUSALS):
            return passed("a connection without TLS is refused")
        return unknown("no answer: a connection without TLS failed for another reason than TLS")
    return failed("a connection without TLS is let in")


def oldest_protocol_is_modern(around: Surroundings) -> Finding:
    """The server's own setting takes nothing below TLS 1.2."""
    with asking(around) as connection:
        found = schema.settings(connection, "ssl", "ssl_min_protocol_version")
    oldest = found.get("ssl_min_protocol_version", "")
    faults = [] if found.get("ssl") == "on" else ["the server has TLS switched off"]
    faults += [] if oldest in MODERN else [f"the server takes {oldest or 'any protocol'} and newer"]
    return judged(faults, f"the server takes {oldest} and newer", oldest=oldest)


def old_protocols_are_refused(around: Surroundings) -> Finding:
    """TLS 1.0 and 1.1 are sent away at the door, where what is newer is taken."""
    host, port = _place(around)
    protocol = _shake(host, port, Hello(host, verify=False))
    faults = [f"the server takes {version}" for version in OLD if _is_taken(host, port, version)]
    return judged(faults, f"{' and '.join(OLD)} are refused, {protocol} is taken", protocol=protocol)


def certificate_is_to_be_trusted(around: Surroundings) -> Finding:
    """The server's certificate is of the authority that the address names, and for the host in it."""
    host, port = _place(around)
    said = str(options_of(_address(around)).get("sslrootcert") or "system")
    try:
        protocol = _shake(host, port, Hello(host), "" if said == "system" else said)
    except OSError as error:
        raise NoAnswer(f"the authority's certificate can't be read ({type(error).__name__})") from None
    return passed(f"the certificate is for {host} and of the authority that the address names", protocol=protocol)


def _is_taken(host: str, port: int, version: str) -> bool:
    try:
        _shake(host, port, Hello(host, version, verify=False))
    except NoAnswer:
        return False
    return True


def _shake(host: str, port: int, hello: Hello, ca_file: str = "") -> str:
    """The protocol agreed on. Raises NoAnswer: nobody there, no TLS, refused, or not to be trusted."""
    trusting = context(ca_file, hello)
    try:
        with socket.create_connection((host, port), timeout=CONNECT_SECONDS) as plain:
            plain.sendall(ASKS_FOR_TLS)
            if plain.recv(1) != b"S":
                raise NoAnswer(f"the database at {host} speaks no TLS")
            with trusting.wrap_socket(plain, server_hostname=host) as secured:
                return secured.version() or ""
    except ssl.SSLError as error:
        raise NoAnswer(f"the database at {host}: {untrusted(error)}") from None
    except OSError as error:
        raise NoAnswer(f"the database at {host} does not answer ({type(error).__name__})") from None


def _address(around: Surroundings) -> str:
    return around.environ.get("DATABASE_DIRECT_URL") or around.setting("DATABASE_URL")


def _place(around: Surroundings) -> tuple[str, int]:
    options = options_of(_address(around))
    host = str(options.get("host") or "")
    if not host or host.startswith("/"):
        raise NoAnswer("the database is reached over a socket's file, which has no TLS")
    return host, int(str(options.get("port") or 5432))
