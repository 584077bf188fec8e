"""Sealing single values with a data key: AES-256-GCM, bound to table, column, row, owner and version."""

import hmac
import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mingus.core import security_events
from mingus.core.errors import MingusError

VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
SHORTEST_BYTES: Final = 1 + NONCE_BYTES + TAG_BYTES


class Unreadable(MingusError):
    """A sealed value that does not open: moved, altered, or its key is gone. Show the field as unavailable."""

    code = "unreadable"


@dataclass(frozen=True)
class DataKey:
    """Seals and opens the fields of one owner."""

    owner: str
    secret: bytes = field(repr=False)

    def seal(self, plain: str, *, table: str, column: str, row_id: UUID) -> bytes:
        """`plain` as bytes that open only in this table, column and row, with this owner's key."""
        return self.seal_bytes(plain.encode(), f"{table}|{column}|{row_id}")

    def open(self, sealed: bytes, *, table: str, column: str, row_id: UUID) -> str:
        """What was sealed here. Raises Unreadable when it was moved or altered."""
        return self.open_bytes(sealed, f"{table}|{column}|{row_id}").decode()

    def seal_bytes(self, plain: bytes, place: str) -> bytes:
        """Like `seal`, for file chunks: `place` must name table, column, row and position."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, plain, self._bound_to(place))

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """Like `open`, for bytes."""
        try:
            nonce, rest = parts(sealed)
            return self._cipher.decrypt(nonce, rest, self._bound_to(place))
        except (InvalidTag, Unreadable):
            security_events.emit("crypt_decrypt_fail", what=place.partition("|")[0])
            raise Unreadable(f"a sealed value of {place.partition('|')[0]} does not open") from None

    def keyed_hash(self, plain: str, *, table: str, column: str) -> bytes:
        """What is stored of something that is only ever compared. It stays the same when root keys change."""
        return hmac.digest(self._hashing, f"{table}|{column}|{self.owner}|{plain}".encode(), "sha256")

    @cached_property
    def _hashing(self) -> bytes:
        return derive(self.secret, b"mingus/keyed-hash/v1")

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.secret)

    def _bound_to(self, place: str) -> bytes:
        return f"{place}|{self.owner}|{VERSION.hex()}".encode()


def is_sealed(value: bytes) -> bool:
    """Whether bytes have the shape that `seal` gives: version 1, a nonce and a tag. Says nothing of whose they are."""
    return len(value) >= SHORTEST_BYTES and value[:1] == VERSION


def derive(secret: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose alone."""
    return HKDF(SHA256(), 32, None, purpose).derive(secret)


def parts(sealed: bytes) -> tuple[bytes, bytes]:
    """Nonce and ciphertext. Raises Unreadable on anything this version did not write."""
    if not is_sealed(sealed):
        raise Unreadable("a sealed value is not of a known version")
    return sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
