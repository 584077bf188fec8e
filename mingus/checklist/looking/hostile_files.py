"""Eight files made to hurt whoever opens them, made here from bytes, so that none lies in the sources."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from mingus.core.security import ANONYMOUS_BODY_BYTES

IMPORTS = "/api/imports"
LOG_IN = "/api/auth/login"
BOUNDARY = "mingus-checklist-4c1d9f"
PIXELS = 65_535
BOMB_BYTES = 10 * 1024 * 1024
TEST_VIRUS = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "$H+H*")
SCRIPT = b"<script>alert(1)</script>"


@dataclass(frozen=True)
class HostileFile:
    """One file, and the address it is sent to."""

    what: str
    name: str
    content: bytes
    path: str = IMPORTS

    @property
    def body(self) -> bytes:
        """The file as a browser's form sends it."""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{self.name}"\r\n\r\n'
        return head.encode() + self.content + f"\r\n--{BOUNDARY}--\r\n".encode()

    @property
    def headers(self) -> dict[str, str]:
        """What its request says about it."""
        return {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def hostile_files() -> list[HostileFile]:
    """A picture that is a script, a drawing that runs, a page that says it is a picture, and their like."""
    return [
        HostileFile("a picture that is a script too", "statement.csv", b"GIF89a/*" + b"\0" * 8 + b"*/=1;" + SCRIPT),
        HostileFile("a drawing with a script", "statement.svg", b'<svg xmlns="urn:x" onload="alert(1)">' + SCRIPT),
        HostileFile("a page that says it is a picture", "picture.png", b"<!doctype html>" + SCRIPT),
        HostileFile("a small archive of a large file", "statement.zip", _bomb()),
        HostileFile("a small picture of four billion pixels", "picture.png", _flood()),
        HostileFile("the test virus", "statement.ofx", "".join(TEST_VIRUS).encode()),
        HostileFile("a name that leads out", "../../../../etc/cron.d/mingus", b"* * * * * root true\n"),
        HostileFile("more than we take", "statement.csv", b"0" * ANONYMOUS_BODY_BYTES, LOG_IN),
    ]


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("statement.csv", b"0" * BOMB_BYTES)
    return target.getvalue()


def _flood() -> bytes:
    """A PNG whose head says that it is 65,535 pixels wide and high."""
    head = struct.pack(">IIBBBBB", PIXELS, PIXELS, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in ((b"IHDR", head), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
