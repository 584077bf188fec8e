"""Look-up values of sealed columns: equal for equal values, so that they can be found, and telling nothing else.

Their key is the database's own, made once and wrapped like a data key: a new root key does not change it.
See docs/decisions/0008.
"""

import hmac
import os
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import db as database
from mingus.core.crypto.models import WrappedKey
from mingus.core.ids import NIL

if TYPE_CHECKING:
    from mingus.core.crypto.ring import KeyRing

OWNER_KIND: Final = "installation"
OWNER: Final = f"{OWNER_KIND}:{NIL}"
VALUE_BYTES: Final = 16

_STORED: Final = select(WrappedKey.kid, WrappedKey.wrapped).where(
    WrappedKey.owner_kind == OWNER_KIND, WrappedKey.owner_id == NIL
)
_known: WeakKeyDictionary[Engine, bytes] = WeakKeyDictionary()


def prepare(db: Session, ring: "KeyRing") -> None:
    """Take the look-up key of this process's database, and make it where there is none."""
    stored = db.execute(_STORED).one_or_none()
    if stored is None:
        wrapped = ring.wrap(_first(db, ring), OWNER)
        fresh = insert(WrappedKey).values(owner_kind=OWNER_KIND, owner_id=NIL, kid=ring.kid, wrapped=wrapped)
        db.execute(fresh.on_conflict_do_nothing())
        stored = db.execute(_STORED).one()  # ours, or the one of whoever was faster
    _known[database.engine()] = ring.unwrap(stored.kid, bytes(stored.wrapped), OWNER)


def value(ring: "KeyRing", column: str, plain: str) -> bytes:
    """The 16 bytes by which `plain` is found in a sealed column."""
    key = _known.get(database.engine()) or _read(ring)
    return hmac.digest(key, f"{column}|{plain}".encode(), "sha256")[:VALUE_BYTES]


def _read(ring: "KeyRing") -> bytes:
    stored = database.look_up(_STORED)
    assert stored is not None, "a process checks its keys before it works, and that makes this one"
    return _known.setdefault(database.engine(), ring.unwrap(stored.kid, bytes(stored.wrapped), OWNER))


def _first(db: Session, ring: "KeyRing") -> bytes:
    """Random in a new database. Where values were written already, the key they were written with."""
    is_new = db.scalar(select(WrappedKey.kid).limit(1)) is None
    return os.urandom(32) if is_new else ring.first_lookup_key
