"""Tokens against forged writes: bound to a session, masked afresh so that compression can't betray them."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from mingus.core.errors import Forbidden, MingusError

TOKEN_BYTES: Final = 32


class MissingToken(MingusError):
    """A write without a CSRF token."""

    status = 400
    code = "csrf_missing"
    security_event = "csrf_fail"


class WrongToken(Forbidden):
    """A write with a CSRF token of somebody else, or of another sign-in."""

    security_event = "csrf_fail"


def token_for(key: bytes, binding: str) -> str:
    """A token that only whoever `binding` names can use."""
    mask = secrets.token_bytes(TOKEN_BYTES)
    return urlsafe_b64encode(mask + _xor(mask, _digest(key, binding))).decode()


def is_token_for(given: str, key: bytes, binding: str) -> bool:
    """Whether `given` is such a token, in constant time."""
    try:
        raw = urlsafe_b64decode(given.encode())
    except ValueError:
        return False
    if len(raw) != 2 * TOKEN_BYTES:
        return False
    return hmac.compare_digest(_xor(raw[:TOKEN_BYTES], raw[TOKEN_BYTES:]), _digest(key, binding))


def _digest(key: bytes, binding: str) -> bytes:
    return hmac.digest(key, f"csrf|{binding}".encode(), "sha256")


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
