"""Every data key is moved to the current root key, while people go on working.

What is left is what `data_keys` still shows under an old id, so it may be killed at any moment and started again; two
may run at once. Values that are sealed do not change: only the wrapping of the keys that open them does.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import db as database
from mingus.core import events
from mingus.core.crypto import KeyRing, Unreadable, registry
from mingus.core.ids import NIL
from mingus.core.system_events import KeysRotated
from mingus.ops.keys.reading import Faults, Stored

BATCH: Final = 5000
PASSES: Final = 10  # rows that others hold are passed over, and tried again in the next pass
PAUSE_SECONDS: Final = 0.5

_NEXT: Final = """
    SELECT kid, owner_kind, owner_id, wrapped FROM data_keys
     WHERE kid = %(kid)s AND (owner_kind, owner_id) > (%(kind)s, %(id)s)
     ORDER BY owner_kind, owner_id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
"""
_MOVE: Final = """
    UPDATE data_keys AS stored SET kid = %(kid)s, wrapped = fresh.wrapped
      FROM unnest(%(kinds)s::text[], %(ids)s::uuid[], %(wrapped)s::bytea[]) AS fresh (owner_kind, owner_id, wrapped)
     WHERE stored.owner_kind = fresh.owner_kind AND stored.owner_id = fresh.owner_id
"""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did: data keys moved, those that do not open (the first are named), those that are left."""

    moved: int
    unreadable: int
    named: tuple[str, ...]
    left: int

    @property
    def is_complete(self) -> bool:
        return self.left == 0


def rotate(ring: KeyRing, on_progress: Callable[[int], None], *, batch: int = BATCH) -> Rotated:
    """Move every data key to the current root key of `ring`; `on_progress` hears how many were, after each batch."""
    moved, faults = 0, Faults()
    with database.transaction(database.GLOBAL) as db:
        ring.register(db)
    for number in range(PASSES):
        if number:
            time.sleep(PAUSE_SECONDS)
        faults = Faults()
        for count in _one_pass(ring, faults, batch):
            moved += count
            on_progress(moved)
        if _left(ring) <= faults.count:
            break
    left = _left(ring)
    if moved:
        with database.transaction(database.GLOBAL) as db:
            events.record(db, KeysRotated(database.GLOBAL, None, ring.kid, moved))
    return Rotated(moved, faults.count, tuple(faults.named), left)


def _one_pass(ring: KeyRing, faults: Faults, batch: int) -> Iterator[int]:
    with database.transaction(database.GLOBAL, read_only=True) as db:
        old = sorted(registry.in_use(db) - {ring.kid})
    for kid in old:
        after: tuple[str, UUID] | None = ("", NIL)
        while after is not None:
            with database.transaction(database.GLOBAL) as db:
                count, after = _one_batch(db, ring, faults, (kid, *after, batch))
            yield count


def _one_batch(
    db: Session, ring: KeyRing, faults: Faults, where: tuple[str, str, UUID, int]
) -> tuple[int, tuple[str, UUID] | None]:
    """How many were moved, and after which owner to go on; None when that was the last."""
    rows = _execute(db, _NEXT, dict(zip(("kid", "kind", "id", "batch"), where, strict=True)))
    stored = [Stored(kid, kind, owner_id, bytes(wrapped)) for kid, kind, owner_id, wrapped in rows.all()]
    fresh = list(_rewrapped(ring, stored, faults))
    if fresh:
        kinds, ids, wrapped = (list(column) for column in zip(*fresh, strict=True))
        _execute(db, _MOVE, {"kid": ring.kid, "kinds": kinds, "ids": ids, "wrapped": wrapped})
    return len(fresh), (stored[-1].owner_kind, stored[-1].owner_id) if stored else None


def _rewrapped(ring: KeyRing, stored: Sequence[Stored], faults: Faults) -> Iterator[tuple[str, UUID, bytes]]:
    for row in stored:
        try:
            secret = ring.unwrap(row.kid, row.wrapped, row.owner)
        except Unreadable as error:
            faults.add(row.words(str(error)))
            continue
        yield row.owner_kind, row.owner_id, ring.wrap(secret, row.owner)


def _left(ring: KeyRing) -> int:
    with database.transaction(database.GLOBAL, read_only=True) as db:
        counted = _execute(db, "SELECT count(*) FROM data_keys WHERE kid <> %(kid)s", {"kid": ring.kid})
        return int(counted.scalar_one())


def _execute(db: Session, statement: str, values: dict[str, Any]) -> Any:
    """Past SQLAlchemy, which would take the lists apart."""
    return db.connection().exec_driver_sql(statement, values)
