"""Every data key is opened, and every canary compared; nothing is changed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text

from mingus.core import db as database
from mingus.core.crypto import KeyRing, Unreadable, registry
from mingus.core.ids import NIL
from mingus.ops.keys.reading import Faults, Stored

BATCH: Final = 10_000

_NEXT: Final = text(
    """
    SELECT kid, owner_kind, owner_id, wrapped FROM data_keys
     WHERE (owner_kind, owner_id) > (:kind, :id) ORDER BY owner_kind, owner_id LIMIT :batch
    """
)


@dataclass(frozen=True, slots=True)
class Verified:
    """How many data keys were opened, how many do not open, and in words what does not fit; the first are named."""

    opened: int
    unreadable: int
    named: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.named


def verify(ring: KeyRing, on_progress: Callable[[int], None], *, sample: int | None = None) -> Verified:
    """Try all data keys, or about `sample` of them chosen by chance; and the canary of every root key of `ring`."""
    faults, opened, seen, share = Faults(), 0, 0, _share(sample)
    for row in _rows():
        seen += 1
        if seen % BATCH == 0:
            on_progress(seen)
        if share < 1 and random.random() > share and row.owner_id != NIL:
            continue
        try:
            ring.unwrap(row.kid, row.wrapped, row.owner)
            opened += 1
        except Unreadable as error:
            faults.add(row.words(str(error)))
    on_progress(seen)
    return Verified(opened, faults.count, (*_canaries(ring), *faults.named))


def _share(sample: int | None) -> float:
    with database.transaction(database.GLOBAL, read_only=True) as db:
        total = db.scalar(text("SELECT count(*) FROM data_keys")) or 0
    return 1.0 if sample is None or total <= sample else sample / total


def _rows() -> Iterator[Stored]:
    """In short transactions: a long one would hold back what PostgreSQL may clean up."""
    after: dict[str, Any] | None = {"kind": "", "id": NIL}
    while after is not None:
        with database.transaction(database.GLOBAL, read_only=True) as db:
            rows = db.execute(_NEXT, {**after, "batch": BATCH}).all()
        yield from (Stored(kid, kind, owner_id, bytes(wrapped)) for kid, kind, owner_id, wrapped in rows)
        after = {"kind": rows[-1].owner_kind, "id": rows[-1].owner_id} if rows else None


def _canaries(ring: KeyRing) -> Iterator[str]:
    with database.transaction(database.GLOBAL, read_only=True) as db:
        known = registry.canaries(db)
    if ring.kid not in known:
        yield f"the canary of root key {ring.kid} is not in the registry"
    for kid in ring.kids:
        if kid in known and not ring.recognises(kid, known[kid]):
            yield f"the canary of root key {kid} does not match"
