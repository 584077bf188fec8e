"""Whether a password has leaked somewhere: asked of a file of this machine, or of a service that learns 5 digits of it.

Both are optional. What cannot be asked lets the password pass, and is said: signing up must not depend on a neighbour.
Never call it inside a transaction: the service may take a second.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from mingus.core import security_events
from mingus.core.settings import Settings
from mingus.identity.rules import normalised

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

PREFIX_DIGITS: Final = 5
HASH_DIGITS: Final = 40
ANSWER_SECONDS: Final = 1.0
MAX_ANSWER_BYTES: Final = 512 * 1024  # a padded answer has about 40 KB
LINE_BYTES: Final = 128


def is_breached(settings: Settings, password: str) -> bool:
    """Whether it stands in the file or, as the service says, has leaked."""
    digits = digits_of(password)
    if settings.password_breaches_file and _is_in_file(Path(settings.password_breaches_file), digits):
        return True
    return bool(settings.password_range_url) and _is_known_to_service(settings.password_range_url, digits)


def digits_of(password: str) -> str:
    """The hash under which lists of leaked passwords hold it: 40 digits, in capitals."""
    return hashlib.sha1(normalised(password).encode(), usedforsecurity=False).hexdigest().upper()


def _is_in_file(path: Path, digits: str) -> bool:
    try:
        with path.open("rb") as lines:
            return _is_in(lines, path.stat().st_size, digits.encode())
    except OSError:
        security_events.emit("breach_check_failed", source="file")
        return False


def _is_in(lines: BinaryIO, size_bytes: int, digits: bytes) -> bool:
    """Halve a file of sorted lines, each a hash and perhaps `:` and a count, until one is left."""
    low, high = 0, size_bytes
    while low < high:
        middle = (low + high) // 2
        begin = _start_of_line(lines, middle)
        line = lines.readline(LINE_BYTES)
        found = line[:HASH_DIGITS].upper()
        if found == digits:
            return True
        if found < digits:
            low = begin + len(line)
        else:
            high = begin
    return False


def _start_of_line(lines: BinaryIO, position: int) -> int:
    """Where the line begins in which `position` lies; the file stands there afterwards."""
    behind = max(0, position - LINE_BYTES)
    lines.seek(behind)
    begin = behind + lines.read(position - behind).rfind(b"\n") + 1
    lines.seek(begin)
    return begin


def _is_known_to_service(url: str, digits: str) -> bool:
    """Tells the service the first five digits of the hash, and looks for the rest among the hundreds it answers."""
    from http.client import HTTPException  # loaded by the first who asks: few installations have such a service
    from urllib.request import Request

    address = f"{url.rstrip('/')}/{digits[:PREFIX_DIGITS]}"
    request = Request(address, headers={"Add-Padding": "true", "User-Agent": "Mingus"})  # noqa: S310  from the settings
    try:
        with _opener().open(request, timeout=ANSWER_SECONDS) as answer:
            said = answer.read(MAX_ANSWER_BYTES).decode("ascii", "replace")
    except (OSError, HTTPException):
        security_events.emit("breach_check_failed", source="service")
        return False
    rest = f"{digits[PREFIX_DIGITS:]}:"
    counts = [line.partition(":")[2].strip() for line in said.splitlines() if line.upper().startswith(rest)]
    return any(count != "0" for count in counts)  # what pads the answer has never leaked


def _opener() -> OpenerDirector:
    """Asks whom the operator named, and nobody that the answer names instead."""
    from urllib.request import HTTPRedirectHandler, build_opener

    class StaysThere(HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            """Never."""

    return build_opener(StaysThere)
