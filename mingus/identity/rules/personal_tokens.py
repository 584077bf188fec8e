"""What a personal token looks like: known to scanners by its beginning, and to us by its check digits."""

import secrets
from typing import Final
from zlib import crc32

PREFIX: Final = "mg_pat_"
SECRET_BYTES: Final = 32
CHECK_DIGITS: Final = 8
CHARACTERS: Final = len(PREFIX) + 43 + CHECK_DIGITS
ENDING_CHARACTERS: Final = 4


def make() -> str:
    """A fresh token: 256 random bits, and eight digits that a typing error does not survive."""
    body = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    return body + _digits(body)


def is_one(text: str) -> bool:
    """Whether text is one that `make` could have made, so that it is worth looking for."""
    body, digits = text[:-CHECK_DIGITS], text[-CHECK_DIGITS:]
    return len(text) == CHARACTERS and text.isascii() and text.startswith(PREFIX) and digits == _digits(body)


def _digits(body: str) -> str:
    return f"{crc32(body.encode()):0{CHECK_DIGITS}x}"
