"""Browsers from which somebody has given the right password before: strangers who guess can't lock these out.

The cookie says nothing but that: it opens nothing, is bound to one address, and nothing is stored about it here.

Why it is not the cookie `device` (`service.known_devices`): it is asked before anybody is looked up, so that the answer
must not need a row, nor cost a stranger's address less; and it counts from the right password on, whereas a device is
known once its person is in, second factor and all.
"""

import hmac
import secrets
from datetime import timedelta
from typing import Final

from mingus.core.settings import Settings

COOKIE: Final = "known"
KEPT: Final = timedelta(days=180)
NUMBER_BYTES: Final = 16
MAX_CHARACTERS: Final = 100


def mark(settings: Settings, key: str) -> str:
    """What a browser keeps after the right password for the address `key`."""
    number = secrets.token_hex(NUMBER_BYTES)
    return f"{number}.{_proof(settings, key, number)}"


def number_of(settings: Settings, key: str, cookie: str) -> str | None:
    """The number of a browser that has such a mark for this address; None for any other."""
    number, _, proof = cookie.partition(".")
    if not number or len(cookie) > MAX_CHARACTERS or not cookie.isascii():
        return None
    return number if hmac.compare_digest(proof, _proof(settings, key, number)) else None


def _proof(settings: Settings, key: str, number: str) -> str:
    secret = settings.secret_key.get_secret_value().encode()
    return hmac.digest(secret, f"known|{number}|{key}".encode(), "sha256").hex()[:32]
