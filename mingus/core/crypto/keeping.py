"""The data keys that this process works with: read or made in a transaction, kept in memory for a minute."""

import os
import time
from base64 import b64decode, b64encode
from collections import OrderedDict
from threading import Lock
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import security_events
from mingus.core.crypto import lookups
from mingus.core.crypto.models import WrappedKey
from mingus.core.crypto.ring import KeyRing, ring_of
from mingus.core.crypto.sealing import DataKey, Unreadable
from mingus.core.settings import Settings

OwnerKind = Literal["person", "household"]
KEPT_SECONDS: Final = 60  # an erased key may open fields in other processes this long
KEPT_KEYS: Final = 2000

_ring: list[KeyRing] = []
_kept: OrderedDict[tuple[str, UUID], tuple[float, DataKey]] = OrderedDict()
_kept_lock = Lock()


def use(settings: Settings) -> KeyRing:
    """Take the root keys from `settings`. Call once at start-up, and `check` the ring before any work."""
    _ring[:] = [ring_of(settings)]
    _kept.clear()
    return _ring[0]


def blind_index(column: str, value: str) -> bytes:
    """A 16-byte look-up value for a sealed column: equal for equal values, tells nothing else."""
    return lookups.value(_ring[0], column, value)


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
