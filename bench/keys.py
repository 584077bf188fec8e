"""A change of the root key: every data key of an installation is moved to the new one."""

import os
from typing import Final

import psycopg

from bench.installation import connect
from mingus.core import crypto, settings
from mingus.core.crypto import KeyRing
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.ops import keys

NEW: Final = "n" * 32
KINDS: Final = ("person", "household")


def fill(count: int) -> int:
    """So many data keys under the root key of today; how many there are then."""
    connect(os.environ)
    ring = crypto.ring_of(_settings())
    columns = "COPY data_keys (owner_kind, owner_id, kid, wrapped) FROM STDIN (FORMAT BINARY)"
    address = _settings().database_url.replace("+psycopg", "", 1)
    with psycopg.connect(address) as session, session.cursor() as cursor, cursor.copy(columns) as copy:
        copy.set_types(["text", "uuid", "text", "bytea"])
        for number in range(count):
            kind, owner_id = KINDS[number % 2], new_id()
            copy.write_row((kind, owner_id, ring.kid, ring.wrap(os.urandom(32), f"{kind}:{owner_id}")))
    return count


def rotate() -> int:
    """All of them moved to a new root key; how many were."""
    connect(os.environ)
    old = _settings().field_encryption_key.get_secret_value()
    done = keys.rotate(KeyRing(NEW, [old]), lambda _: None)
    assert done.is_complete, "nothing is left under the old key"
    return done.moved


def _settings() -> Settings:
    return settings.load(os.environ)
