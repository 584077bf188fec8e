"""The root keys of an installation: the first wraps data keys, all of them unwrap; each is known by an id."""

import hashlib
import hmac
import os
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from mingus.core import security_events
from mingus.core.crypto import lookups, registry
from mingus.core.crypto.sealing import NONCE_BYTES, VERSION, DataKey, Unreadable, derive, parts
from mingus.core.errors import ConfigurationError
from mingus.core.settings import Settings
from mingus.core.settings.shapes import decode_key

CANARY_BYTES: Final = 16


class KeyRing:
    """The root keys: the first seals, all open."""

    def __init__(self, current: str, old: list[str]) -> None:
        texts = [root for root in (current, *old) if root]
        roots = [text.encode() for text in texts]
        self._wrapping = {_kid(root): AESGCM(derive(root, b"mingus/kek/v1")) for root in roots}
        self._canaries = {_kid(root): derive(root, b"mingus/canary/v1")[:CANARY_BYTES] for root in roots}
        self._respelt = {_kid(other.encode()): words for text in texts for other, words in _spellings(text)}
        self.first_lookup_key = derive(roots[-1], b"mingus/blind/v1")
        self.kid = _kid(roots[0])
        self.copies = DataKey("copies", derive(roots[0], b"mingus/copies/v1"))

    @property
    def kids(self) -> tuple[str, ...]:
        """The ids of all these keys, the one that seals first."""
        return tuple(self._canaries)

    def wrap(self, secret: bytes, owner: str) -> bytes:
        """The data key of `owner` as it is stored."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._wrapping[self.kid].encrypt(nonce, secret, f"dek|{owner}".encode())

    def unwrap(self, kid: str, wrapped: bytes, owner: str) -> bytes:
        """The data key again. Raises Unreadable naming the root key that is missing."""
        if kid not in self._wrapping:
            raise Unreadable(f"no root key with id {kid} is configured")
        try:
            nonce, rest = parts(wrapped)
            return self._wrapping[kid].decrypt(nonce, rest, f"dek|{owner}".encode())
        except (InvalidTag, Unreadable):
            security_events.emit("crypt_decrypt_fail", what="data_keys")
            raise Unreadable(f"the data key of {owner} does not open") from None

    def recognises(self, kid: str, canary: bytes) -> bool:
        """Whether the registry's word for the key `kid` is the one that ours gives."""
        return kid in self._canaries and hmac.compare_digest(self._canaries[kid], canary)

    def check(self, db: Session) -> None:
        """Raises ConfigurationError when the database was sealed with a key that this process does not have.

        Where all is well, the database's key for look-up values is ready afterwards.
        """
        known, ours = registry.canaries(db), set(self.kids)
        missing = registry.in_use(db) - ours
        if missing or (known and not set(known) & ours):
            raise ConfigurationError(self._wrong(missing or set(known)))
        if strange := sorted(kid for kid in ours & set(known) if not self.recognises(kid, known[kid])):
            raise ConfigurationError(
                f"The key with id {', '.join(strange)} is not the one this database knows by that id."
                " Its key registry is damaged, or it was changed: compare it with a backup."
            )
        self.register(db)
        lookups.prepare(db, self)

    def register(self, db: Session) -> None:
        """Leave the canary of the key that seals now; one that is there stays."""
        registry.add(db, self.kid, self._canaries[self.kid])

    def _wrong(self, sealed_with: Iterable[str]) -> str:
        kids = ", ".join(sorted(sealed_with))
        respelt = next((self._respelt[kid] for kid in sorted(sealed_with) if kid in self._respelt), "")
        advice = (
            f"It is the same key in another spelling: write it {respelt}, as it was."
            if respelt
            else "Put that key back, or name it in FIELD_ENCRYPTION_KEYS_OLD."
        )
        return f"FIELD_ENCRYPTION_KEY has id {self.kid}, but this database was sealed with id {kids}. {advice}"


def ring_of(settings: Settings) -> KeyRing:
    """The root keys of `settings`, without taking them for this process."""
    old = settings.field_encryption_keys_old.get_secret_value().split(",")
    return KeyRing(settings.field_encryption_key.get_secret_value(), [key.strip() for key in old])


def _spellings(text: str) -> Iterator[tuple[str, str]]:
    """The same 32 bytes written otherwise, with words for it: an id belongs to a text, not to what it stands for."""
    raw = decode_key(text)
    if raw is None:
        return
    yield raw.hex(), "in small hexadecimal digits"
    yield raw.hex().upper(), "in capital hexadecimal digits"
    for encoded in (b64encode(raw).decode(), urlsafe_b64encode(raw).decode()):
        yield encoded, "in base64"
        yield encoded.rstrip("="), "in base64 without = at its end"
    if raw.isascii():
        yield raw.decode("ascii"), "as 32 characters"


def _kid(root: bytes) -> str:
    return hashlib.sha256(b"kid" + root).hexdigest()[:8]
