"""Field encryption: a root key wraps one data key per person and per household; data keys seal single fields.

Deleting a data key makes everything it sealed unreadable, in backups too. Design: AES-256-GCM; the additional data
(table, column, row, owner, version) stops a sealed value from being moved to another place.
"""

import hashlib
import hmac
import os
import time
from base64 import b64decode, b64encode
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final, Literal
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import LargeBinary, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from mingus.core import security_events
from mingus.core.db import Base, Id
from mingus.core.errors import ConfigurationError, MingusError
from mingus.core.settings import Settings

OwnerKind = Literal["person", "household"]
VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
SHORTEST_BYTES: Final = 1 + NONCE_BYTES + TAG_BYTES
KEPT_SECONDS: Final = 60  # an erased key may open fields in other processes this long
KEPT_KEYS: Final = 2000


class Unreadable(MingusError):
    """A sealed value that does not open: moved, altered, or its key is gone. Show the field as unavailable."""

    code = "unreadable"


class WrappedKey(Base):
    """A data key as it is stored: wrapped by the root key whose id is `kid`."""

    __tablename__ = "data_keys"

    owner_kind: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[Id]
    kid: Mapped[str]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Canary(Base):
    """One sealed word per root key, which tells at start-up whether this process has the right key."""

    __tablename__ = "key_registry"

    kid: Mapped[str] = mapped_column(primary_key=True)
    canary: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class DataKey:
    """Seals and opens the fields of one owner."""

    owner: str
    secret: bytes

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
        nonce, rest = _parts(sealed)
        try:
            return self._cipher.decrypt(nonce, rest, self._bound_to(place))
        except InvalidTag:
            security_events.emit("crypt_decrypt_fail", what=place.partition("|")[0])
            raise Unreadable(f"a sealed value of {place.partition('|')[0]} does not open") from None

    def keyed_hash(self, plain: str, *, table: str, column: str) -> bytes:
        """What is stored of something that is only ever compared. It stays the same when root keys change."""
        return hmac.digest(self._hashing, f"{table}|{column}|{self.owner}|{plain}".encode(), "sha256")

    @cached_property
    def _hashing(self) -> bytes:
        return _derive(self.secret, b"mingus/keyed-hash/v1")

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.secret)

    def _bound_to(self, place: str) -> bytes:
        return f"{place}|{self.owner}|{VERSION.hex()}".encode()


class KeyRing:
    """The root keys of this installation: the first seals, all open."""

    def __init__(self, current: str, old: list[str]) -> None:
        roots = [root.encode() for root in (current, *old) if root]
        self._wrapping = {_kid(root): AESGCM(_derive(root, b"mingus/kek/v1")) for root in roots}
        self._canaries = {_kid(root): _derive(root, b"mingus/canary/v1") for root in roots}
        self._lookup_key = _derive(roots[-1], b"mingus/blind/v1")
        self.kid = _kid(roots[0])
        self.copies = DataKey("copies", _derive(roots[0], b"mingus/copies/v1"))

    def wrap(self, secret: bytes, owner: str) -> bytes:
        """The data key of `owner` as it is stored."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._wrapping[self.kid].encrypt(nonce, secret, f"dek|{owner}".encode())

    def unwrap(self, kid: str, wrapped: bytes, owner: str) -> bytes:
        """The data key again. Raises Unreadable naming the root key that is missing."""
        if kid not in self._wrapping:
            raise Unreadable(f"no root key with id {kid} is configured")
        nonce, rest = _parts(wrapped)
        try:
            return self._wrapping[kid].decrypt(nonce, rest, f"dek|{owner}".encode())
        except InvalidTag:
            security_events.emit("crypt_decrypt_fail", what="data_keys")
            raise Unreadable(f"the data key of {owner} does not open") from None

    def blind_index(self, column: str, value: str) -> bytes:
        """A 16-byte look-up value for a sealed column: equal for equal values, tells nothing else."""
        return hmac.digest(self._lookup_key, f"{column}|{value}".encode(), "sha256")[:16]

    @property
    def kids(self) -> tuple[str, ...]:
        """The ids of all these keys, the one that seals first."""
        return tuple(self._canaries)

    def recognises(self, kid: str, canary: bytes) -> bool:
        """Whether the registry's word for the key `kid` is the one that ours gives."""
        return kid in self._canaries and hmac.compare_digest(self._canaries[kid][:16], canary)

    def check(self, db: Session) -> None:
        """Raises ConfigurationError when the database was sealed with a key that this process does not have."""
        known = {row.kid: row.canary for row in db.execute(select(Canary.kid, Canary.canary))}
        if self.kid not in known:
            if known and not set(known) & set(self._canaries):
                sealed_with = ", ".join(sorted(known))
                raise ConfigurationError(
                    f"FIELD_ENCRYPTION_KEY has id {self.kid}, but this database was sealed with id {sealed_with}."
                    " Put that key back, or name it in FIELD_ENCRYPTION_KEYS_OLD."
                )
            fresh = insert(Canary).values(kid=self.kid, canary=self._canaries[self.kid][:16])
            db.execute(fresh.on_conflict_do_nothing())


_ring: list[KeyRing] = []
_kept: OrderedDict[tuple[str, UUID], tuple[float, DataKey]] = OrderedDict()
_kept_lock = Lock()


def use(settings: Settings) -> KeyRing:
    """Take the root keys from `settings`. Call once at start-up."""
    _ring[:] = [ring_of(settings)]
    _kept.clear()
    return _ring[0]


def ring_of(settings: Settings) -> KeyRing:
    """The root keys of `settings`, without taking them for this process."""
    old = settings.field_encryption_keys_old.get_secret_value().split(",")
    return KeyRing(settings.field_encryption_key.get_secret_value(), [key.strip() for key in old])


def is_sealed(value: bytes) -> bool:
    """Whether bytes have the shape that `seal` gives: version 1, a nonce and a tag. Says nothing of whose they are."""
    return len(value) >= SHORTEST_BYTES and value[:1] == VERSION


def blind_index(column: str, value: str) -> bytes:
    """See KeyRing.blind_index."""
    return _ring[0].blind_index(column, value)


def sealed_copy(plain: bytes, place: str) -> str:
    """`plain` for a store that we do not trust to keep it to itself, nor to give back what we put there."""
    sealed = _ring[0].copies.seal_bytes(plain, place)
    return f"{_ring[0].kid}.{b64encode(sealed).decode()}"


def opened_copy(sealed: str, place: str) -> bytes:
    """What `sealed_copy` sealed for this place. Raises Unreadable, also when another root key sealed it."""
    kid, _, rest = sealed.partition(".")
    if kid != _ring[0].kid:
        raise Unreadable(f"a copy was sealed with the root key {kid[:8]}")
    try:
        return _ring[0].copies.open_bytes(b64decode(rest, validate=True), place)
    except ValueError:
        raise Unreadable("a copy is damaged") from None


def data_key(db: Session, owner_kind: OwnerKind, owner_id: UUID) -> DataKey:
    """The data key of a person or household, made on first use in this transaction.

    Raises Unreadable where there is none and this transaction only reads: nothing can have been sealed with it.
    """
    if key := _kept_key(owner_kind, owner_id):
        return key
    owner = f"{owner_kind}:{owner_id}"
    stored = _stored(db, owner_kind, owner_id)
    if stored is None and db.info.get("read_only"):
        raise Unreadable(f"there is no data key of {owner}")
    kid, wrapped = stored or _create(db, owner_kind, owner_id)
    if owner in db.info.get("fresh_keys", ()):  # a key whose transaction may yet roll back must not be kept
        return DataKey(owner, _ring[0].unwrap(kid, wrapped, owner))
    return unwrapped(owner_kind, owner_id, kid, wrapped)


def unwrapped(owner_kind: OwnerKind, owner_id: UUID, kid: str, wrapped: bytes) -> DataKey:
    """The data key of a row of `data_keys` that the caller has already read, in a query of their own."""
    if key := _kept_key(owner_kind, owner_id):
        return key
    owner = f"{owner_kind}:{owner_id}"
    key = DataKey(owner, _ring[0].unwrap(kid, wrapped, owner))
    _keep(owner_kind, owner_id, key)
    return key


def forget(owner_kind: OwnerKind, owner_id: UUID) -> None:
    """Drop a data key from this process's memory, after its row was deleted."""
    with _kept_lock:
        _kept.pop((owner_kind, owner_id), None)


def _stored(db: Session, owner_kind: OwnerKind, owner_id: UUID) -> tuple[str, bytes] | None:
    columns = select(WrappedKey.kid, WrappedKey.wrapped)
    found = db.execute(
        columns.where(WrappedKey.owner_kind == owner_kind, WrappedKey.owner_id == owner_id)
    ).one_or_none()
    return (found.kid, found.wrapped) if found else None


def _create(db: Session, owner_kind: OwnerKind, owner_id: UUID) -> tuple[str, bytes]:
    ring = _ring[0]
    wrapped = ring.wrap(os.urandom(32), f"{owner_kind}:{owner_id}")
    fresh = insert(WrappedKey).values(owner_kind=owner_kind, owner_id=owner_id, kid=ring.kid, wrapped=wrapped)
    db.execute(fresh.on_conflict_do_nothing())
    security_events.emit("sys_crypto_key_made", owner_kind=owner_kind, kid=ring.kid)
    db.info.setdefault("fresh_keys", set()).add(f"{owner_kind}:{owner_id}")
    stored = _stored(db, owner_kind, owner_id)
    assert stored is not None  # ours, or the one of whoever was faster
    return stored


def _kept_key(owner_kind: OwnerKind, owner_id: UUID) -> DataKey | None:
    with _kept_lock:
        kept = _kept.get((owner_kind, owner_id))
    return kept[1] if kept and kept[0] > time.monotonic() else None


def _keep(owner_kind: OwnerKind, owner_id: UUID, key: DataKey) -> None:
    with _kept_lock:
        _kept[owner_kind, owner_id] = (time.monotonic() + KEPT_SECONDS, key)
        while len(_kept) > KEPT_KEYS:
            _kept.popitem(last=False)


def _parts(sealed: bytes) -> tuple[bytes, bytes]:
    """Nonce and ciphertext. Raises Unreadable on anything this version did not write."""
    if not is_sealed(sealed):
        raise Unreadable("a sealed value is not of a known version")
    return sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]


def _derive(root: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, purpose).derive(root)


def _kid(root: bytes) -> str:
    return hashlib.sha256(b"kid" + root).hexdigest()[:8]
