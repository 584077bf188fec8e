"""A database with data keys in it, all wrapped by the old root key."""

import os
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from mingus.core import crypto, db
from mingus.core.crypto import KeyRing
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.ops.postgres.roles import Role
from tests.databases import Scratch

OLD, NEW = KeyRing("o" * 32, []), KeyRing("n" * 32, ["o" * 32])


def fill(scratch: Scratch, ring: KeyRing, how_many: int) -> list[UUID]:
    """People, and households of half as many, with a data key each."""
    ids = [new_id() for _ in range(how_many)]
    kinds = ("person", "person", "household")
    columns = "COPY data_keys (owner_kind, owner_id, kid, wrapped) FROM STDIN (FORMAT BINARY)"
    with (
        psycopg.connect(scratch.urls.libpq(Role.APPLICATION)) as session,
        session.cursor() as cursor,
        cursor.copy(columns) as copy,
    ):
        copy.set_types(["text", "uuid", "text", "bytea"])
        for number, owner_id in enumerate(ids):
            kind = kinds[number % 3]
            copy.write_row((kind, owner_id, ring.kid, ring.wrap(os.urandom(32), f"{kind}:{owner_id}")))
    return ids


@pytest.fixture
def filled(scratch_database: Scratch, configuration: Settings) -> Iterator[Scratch]:
    """Thirty keys, and the one of look-up values; this process speaks to them."""
    engine = db.connect(scratch_database.app)
    with db.transaction(db.GLOBAL) as session:
        OLD.check(session)
    fill(scratch_database, OLD, 30)
    yield scratch_database
    engine.dispose()
    db.connect(configuration.database_url)
    crypto.use(configuration)
