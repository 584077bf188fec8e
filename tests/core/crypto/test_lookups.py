import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from mingus.core import db
from mingus.core.crypto import KeyRing, lookups
from tests.databases import Scratch


@contextmanager
def started(scratch: Scratch, current: str, *old: str) -> Iterator[KeyRing]:
    """A process whose keys were checked."""
    engine = db.connect(scratch.app)
    ring = KeyRing(current, list(old))
    with db.transaction(db.GLOBAL) as session:
        ring.check(session)
    try:
        yield ring
    finally:
        engine.dispose()


def test_equal_values_are_found_by_equal_bytes_of_their_column_alone(scratch_database: Scratch) -> None:
    with started(scratch_database, "o" * 32) as ring:
        assert lookups.value(ring, "a", "x") == lookups.value(ring, "a", "x")
        assert lookups.value(ring, "a", "x") != lookups.value(ring, "b", "x")
        assert len(lookups.value(ring, "a", "x")) == 16


def test_look_up_values_outlive_a_rotation_and_the_old_root_key(scratch_database: Scratch) -> None:
    with started(scratch_database, "o" * 32) as ring:
        before = lookups.value(ring, "people.phone", "+15551234567")
    with started(scratch_database, "n" * 32, "o" * 32) as ring:
        assert lookups.value(ring, "people.phone", "+15551234567") == before
        [(kid, wrapped)] = scratch_database.rows("SELECT kid, wrapped FROM data_keys")
        assert isinstance(kid, str)
        assert isinstance(wrapped, bytes)
        again = ring.wrap(ring.unwrap(kid, wrapped, lookups.OWNER), lookups.OWNER)
    scratch_database.run(f"UPDATE data_keys SET kid = '{ring.kid}', wrapped = '\\x{again.hex()}'")
    with started(scratch_database, "n" * 32) as ring:
        assert lookups.value(ring, "people.phone", "+15551234567") == before


def test_values_that_were_written_with_the_oldest_root_key_are_still_found(scratch_database: Scratch) -> None:
    """As all were before databases had a key of their own."""
    ring = KeyRing("n" * 32, ["o" * 32])
    wrapped = ring.wrap(b"k" * 32, "person:00000000-0000-0000-0000-000000000001").hex()
    scratch_database.run(
        "INSERT INTO data_keys (owner_kind, owner_id, kid, wrapped)"
        f" VALUES ('person', '00000000-0000-0000-0000-000000000001', '{ring.kid}', '\\x{wrapped}')"
    )
    with started(scratch_database, "n" * 32, "o" * 32) as first:
        found = lookups.value(first, "accounts.number", "1")
    assert found == hmac.digest(ring.first_lookup_key, b"accounts.number|1", "sha256")[:16]


def test_another_database_has_another_key(scratch_database: Scratch) -> None:
    ring = KeyRing("o" * 32, [])
    with started(scratch_database, "o" * 32):
        first = lookups.value(ring, "a", "x")
    scratch_database.run("DELETE FROM data_keys")
    with started(scratch_database, "o" * 32):
        assert lookups.value(ring, "a", "x") != first


def test_a_process_that_only_looks_reads_the_key_when_it_needs_it(scratch_database: Scratch) -> None:
    with started(scratch_database, "o" * 32) as ring:
        before = lookups.value(ring, "a", "x")
    engine = db.connect(scratch_database.app)
    try:
        assert lookups.value(ring, "a", "x") == before
    finally:
        engine.dispose()
