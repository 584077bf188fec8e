"""A stand-in for ClamAV's daemon: its protocol over a real socket, with one virus it knows.

Written after https://docs.clamav.net/manual/Usage/Scanning.html#clamd and compared with clamd 1.4.6.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

VIRUS = b"clamd-test-virus"


@dataclass
class Clamd:
    """What it says, and what it was sent."""

    url: str
    version: str = ""
    verdict: str = ""
    scanned: list[bytes] = field(default_factory=list)

    def answer(self, content: bytes) -> str:
        self.scanned.append(content)
        return self.verdict or ("stream: Test.Virus FOUND" if VIRUS in content else "stream: OK")


def version_of(made_at: datetime) -> str:
    return f"ClamAV 1.4.6/27830/{made_at:%a %b} {made_at.day:2} {made_at:%H:%M:%S %Y}"


@contextmanager
def running_clamd(path: str = "") -> Iterator[Clamd]:
    """A daemon on a free port, or on the socket `path`."""
    listener = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    listener.bind(path or ("127.0.0.1", 0))
    listener.listen()
    url = f"unix://{path}" if path else f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    daemon = Clamd(url, version_of(datetime.now(UTC)))
    thread = threading.Thread(target=_serve, args=(listener, daemon), daemon=True)
    thread.start()
    try:
        yield daemon
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _serve(listener: socket.socket, daemon: Clamd) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line, suppress(OSError):
            line.sendall(_reply(line, daemon).encode() + b"\0")


def _reply(line: socket.socket, daemon: Clamd) -> str:
    stream = line.makefile("rb")
    command = b""
    while not command.endswith(b"\0"):
        command += stream.read(1)
    if command == b"zVERSION\0":
        return daemon.version
    if command != b"zINSTREAM\0":
        return "UNKNOWN COMMAND"
    content = b""
    while size := struct.unpack(">I", stream.read(4))[0]:
        content += stream.read(size)
    return daemon.answer(content)
