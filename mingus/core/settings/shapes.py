"""The shapes that values have everywhere, whatever the environment. Empty means not set, and has every shape."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from mingus.core.settings.declaring import Shape

MIN_SECRET_CHARACTERS: Final = 32
KEY_BYTES: Final = 32


def speaks_psycopg(url: str) -> str:
    """SQLAlchemy needs the driver in the address; people and hosts write postgres://."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    if url and not url.startswith("postgresql+psycopg://"):
        raise ValueError("must start with postgresql://")
    return url


def long_enough(secret: SecretStr) -> SecretStr:
    """Refuses what is shorter than 32 characters."""
    if 0 < len(secret.get_secret_value()) < MIN_SECRET_CHARACTERS:
        raise ValueError(f"must have at least {MIN_SECRET_CHARACTERS} characters")
    return secret


def decode_key(text: str) -> bytes | None:
    """The 32 bytes of a key written as 32 characters, 64 hexadecimal digits or base64; None when it is none of them."""
    if len(text) == KEY_BYTES and text.isascii():
        return text.encode()
    try:
        if len(text) == 2 * KEY_BYTES:
            return bytes.fromhex(text)
        padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        decoded = b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)
    except (ValueError, NotBase64):
        return None
    return decoded if len(decoded) == KEY_BYTES else None


def is_key(secret: SecretStr) -> SecretStr:
    """Refuses what is no key of 32 bytes."""
    if secret.get_secret_value() and decode_key(secret.get_secret_value()) is None:
        raise ValueError(f"must be {KEY_WORDS}")
    return secret


def are_keys(secret: SecretStr) -> SecretStr:
    """Refuses a list in which anything is no key of 32 bytes."""
    keys = [key.strip() for key in secret.get_secret_value().split(",")]
    if any(key and decode_key(key) is None for key in keys):
        raise ValueError(f"must be a list, with commas, of keys that are each {KEY_WORDS}")
    return secret


def is_address(url: str) -> str:
    """Refuses what is no http(s) address of a host, or says more than the host."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query):
        raise ValueError("must be https:// and a host, with nothing after it")
    return url.rstrip("/")


def is_web_address(url: str) -> str:
    """Refuses what is no http(s) address."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("must be an address that starts with https://")
    return url


def are_origins(text: str) -> str:
    """Refuses a list in which anything is not as browsers write an origin, letter by letter."""
    listed = [origin.strip() for origin in text.split(",") if origin.strip()]
    if not all(_ORIGIN.fullmatch(origin) and not origin.endswith(_USUAL_PORTS) for origin in listed):
        raise ValueError(f"must be {ORIGIN_WORDS}")
    return ",".join(listed)


_ORIGIN: Final = re.compile(r"(?:https://[a-z0-9.-]+|http:/{2}(?:localhost|127\.0\.0\.1))(?::[1-9][0-9]{0,4})?")
_USUAL_PORTS: Final = (":443", ":80")
ORIGIN_WORDS: Final = "origins with commas between them, as browsers write them: https:// and a host in small letters"
KEY_WORDS: Final = "32 bytes: 64 hexadecimal digits, base64, or 32 characters"

Seconds = Annotated[int, Field(ge=1, le=86_400)]
Database = Annotated[str, Shape("postgresql://user:password@host:port/database", check=speaks_psycopg)]
Address = Annotated[str, Shape("https:// and a host, with nothing after it", check=is_address)]
WebAddress = Annotated[str, Shape("an address that starts with https://", check=is_web_address)]
Origins = Annotated[str, Shape(ORIGIN_WORDS, check=are_origins)]
Random = Annotated[SecretStr, Shape("at least 32 random characters", check=long_enough)]
Key = Annotated[SecretStr, Shape(KEY_WORDS, check=is_key)]
Keys = Annotated[SecretStr, Shape(f"keys with commas between them, each {KEY_WORDS}", check=are_keys)]
