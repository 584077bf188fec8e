"""ClamAV, asked over its own protocol. Where it is configured, nothing is kept that it has not called clean.

https://docs.clamav.net/manual/Usage/Scanning.html#clamd: commands begin with z and end with a zero byte, and INSTREAM
sends pieces with their length before them.
"""

import re
import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import BinaryIO, Final
from urllib.parse import urlsplit

import structlog

from mingus.core.clock import now
from mingus.core.errors import BadFile, Unavailable

log = structlog.get_logger()

CONNECT_SECONDS: Final = 3
ANSWER_SECONDS: Final = 20
OLDEST: Final = timedelta(days=7)
PIECE_BYTES: Final = 64 * 1024
ANSWER_BYTES: Final = 4096
UNCHECKED: Final = "Files can’t be checked for viruses right now, so none is taken. Please try again later."
_VERSION: Final = re.compile(r"ClamAV [^/]+/(\d+)/\w{3} (\w{3}\s+\d+ \d\d:\d\d:\d\d \d{4})")


def scan(url: str, stream: BinaryIO) -> None:
    """Raises BadFile when ClamAV knows what follows as harmful, Unavailable when it can't say or knows too little.

    The stream is at its end afterwards. clamd takes StreamMaxLength at most, which has to be 50 MB or more.
    """
    _check_age(_ask(url, (b"zVERSION\0",)))
    answer = _ask(url, chain((b"zINSTREAM\0",), _pieces(stream), (struct.pack(">I", 0),)))
    if answer == "stream: OK":
        return
    if answer.endswith(" FOUND"):
        log.warning("virus found", signature=answer.removeprefix("stream: ").removesuffix(" FOUND")[:80])
        raise BadFile("This file is known as harmful, so it was not kept.")
    log.error("clamd says neither yes nor no", answer=answer[:80])
    raise Unavailable(UNCHECKED, retry_after_seconds=60)


def database_made_at(version: str) -> datetime | None:
    """When the list of known viruses was made, as the answer to VERSION says; None where there is none."""
    found = _VERSION.match(version)
    return datetime.strptime(found[2], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC) if found else None


def _check_age(version: str) -> None:
    made_at = database_made_at(version)
    if made_at is None or made_at < now() - OLDEST:
        log.error("clamd knows too little", database_made_at=made_at.isoformat() if made_at else None)
        raise Unavailable(UNCHECKED, retry_after_seconds=600)


def _ask(url: str, pieces: Iterable[bytes]) -> str:
    try:
        with _connected(url) as line:
            for piece in pieces:
                line.sendall(piece)
            return _answer(line)
    except OSError as error:
        log.error("clamd does not answer", error=type(error).__name__)  # noqa: TRY400  the address may be a secret
        raise Unavailable(UNCHECKED, retry_after_seconds=60) from None


@contextmanager
def _connected(url: str) -> Iterator[socket.socket]:
    parts = urlsplit(url)
    family = socket.AF_UNIX if parts.scheme == "unix" else socket.AF_INET
    if family is socket.AF_INET:
        with socket.create_connection((parts.hostname, parts.port or 3310), CONNECT_SECONDS) as line:
            line.settimeout(ANSWER_SECONDS)
            yield line
        return
    with socket.socket(family) as line:
        line.settimeout(ANSWER_SECONDS)
        line.connect(parts.path)
        yield line


def _answer(line: socket.socket) -> str:
    read = b""
    while not read.endswith(b"\0") and len(read) < ANSWER_BYTES:
        piece = line.recv(ANSWER_BYTES)
        if not piece:
            break
        read += piece
    return read.rstrip(b"\0\n").decode("utf-8", "replace")


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    for piece in iter(lambda: stream.read(PIECE_BYTES), b""):
        yield struct.pack(">I", len(piece)) + piece
