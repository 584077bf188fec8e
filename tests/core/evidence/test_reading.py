"""A record is taken for one only in its own form, under its own name, with a trusted signature."""

import pytest

from mingus.core.evidence import Keys, Record, Store, reading
from mingus.core.evidence.faults import Broken
from mingus.core.evidence.records import canonical


def test_a_record_is_read_under_its_own_name_or_while_it_waits(store: Store, five: list[Record], keys: Keys) -> None:
    said = canonical(five[1])
    assert reading.record(said, five[1].where, keys) == five[1]
    assert reading.record(said, reading.PENDING, keys) == five[1]
    with pytest.raises(Broken, match="moved or swapped"):
        reading.record(said, five[2].where, keys)


def test_a_head_is_no_record(store: Store, five: list[Record], keys: Keys) -> None:
    assert reading.head(store.folder, keys).number == 5
    with pytest.raises(Broken, match="is not what a record is: id: Field required"):
        reading.record((store.folder / reading.HEAD).read_bytes(), five[0].where, keys)


def test_what_the_head_does_not_name_is_not_waiting(store: Store, five: list[Record], keys: Keys) -> None:
    end = reading.head(store.folder, keys)
    assert reading.pending(store.folder, end, keys) is None
    (store.folder / reading.PENDING).write_bytes(canonical(five[3]))
    assert reading.pending(store.folder, end, keys) is None
    (store.folder / reading.PENDING).write_bytes(canonical(five[4]))
    assert reading.pending(store.folder, end, keys) == five[4]
