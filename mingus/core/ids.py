"""Ids: UUIDv7 made here, so that a row has its id before it is written and new rows lie side by side in the index."""

from uuid import UUID

from uuid_utils.compat import uuid7

NIL = UUID(int=0)  # stands for "the system" where a household is asked for, and for "no category" in rollups


def new_id() -> UUID:
    """A fresh id; later ones sort after earlier ones (RFC 9562, version 7)."""
    return uuid7()
