"""Field encryption: a root key wraps one data key per person and per household; data keys seal single fields.

Deleting a data key makes everything it sealed unreadable, in backups too. Design: AES-256-GCM; the additional data
(table, column, row, owner, version) stops a sealed value from being moved to another place.
"""

from mingus.core.crypto.keeping import (
    KEPT_KEYS,
    KEPT_SECONDS,
    OwnerKind,
    blind_index,
    data_key,
    forget,
    opened_copy,
    sealed_copy,
    unwrapped,
    use,
)
from mingus.core.crypto.models import Canary, WrappedKey
from mingus.core.crypto.ring import KeyRing, ring_of
from mingus.core.crypto.sealing import NONCE_BYTES, SHORTEST_BYTES, TAG_BYTES, VERSION, DataKey, Unreadable, is_sealed

__all__ = [
    "KEPT_KEYS",
    "KEPT_SECONDS",
    "NONCE_BYTES",
    "SHORTEST_BYTES",
    "TAG_BYTES",
    "VERSION",
    "Canary",
    "DataKey",
    "KeyRing",
    "OwnerKind",
    "Unreadable",
    "WrappedKey",
    "blind_index",
    "data_key",
    "forget",
    "is_sealed",
    "opened_copy",
    "ring_of",
    "sealed_copy",
    "unwrapped",
    "use",
]
