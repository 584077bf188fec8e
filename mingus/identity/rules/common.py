"""Passwords that are tried first: those of leaked lists, and what everybody builds from the words they pick."""

import gzip
from functools import cache
from pathlib import Path
from typing import Final

# Long passwords that turn up again and again in leaked lists, in small letters and without blanks.
LISTED: Final = frozenset(Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").split())
# The favourites of every leaked list are shorter than fifteen characters, so people who must type fifteen double them,
# join two of them, or add what they always add; programs that guess do the same, in this order.
FAVOURITES: Final = tuple(Path(__file__).with_name("favourite_passwords.txt").read_text(encoding="utf-8").split())
ENDINGS: Final = ("1234567", "12345678", "123456789", "1234567890", "0123456789", "qwertyuiop", "qwerty123")
LONG_ENOUGH: Final = 15
COMMON: Final = LISTED | {
    built
    for first in FAVOURITES
    for built in (first + last for last in (*FAVOURITES, *ENDINGS))
    if len(built) >= LONG_ENOUGH
}


def is_common(password: str) -> bool:
    """Whether a password, whatever its capitals and blanks, is among those that are tried first."""
    plain = "".join(password.casefold().split())
    return plain in COMMON or f"\n{plain}\n".encode() in leaked()


@cache
def leaked() -> bytes:
    """Leaked passwords, names and words of eight characters and more, a line each: read when first needed.

    From zxcvbn's frequency lists (MIT, see docs/dependencies.md). Searching takes a quarter of a millisecond.
    """
    return b"\n" + gzip.decompress(Path(__file__).with_name("leaked_passwords.txt.gz").read_bytes())
