import pytest

from mingus.core.crypto import VERSION, DataKey, Unreadable
from mingus.core.ids import new_id

PLACE = {"table": "people", "column": "first_name_sealed"}


def data_key() -> DataKey:
    return DataKey(f"person:{new_id()}", b"k" * 32)


def test_what_was_sealed_opens_in_its_place() -> None:
    key, row_id = data_key(), new_id()
    for plain in ("", "Alice", "É🎷" * 1000):
        assert key.open(key.seal(plain, **PLACE, row_id=row_id), **PLACE, row_id=row_id) == plain


def test_a_sealed_value_opens_in_no_other_place() -> None:
    key, row_id = data_key(), new_id()
    sealed = key.seal("Alice", **PLACE, row_id=row_id)
    with pytest.raises(Unreadable):
        key.open(sealed, **PLACE, row_id=new_id())
    with pytest.raises(Unreadable):
        key.open(sealed, table="people", column="last_name_sealed", row_id=row_id)
    with pytest.raises(Unreadable):
        key.open(sealed, table="accounts", column="first_name_sealed", row_id=row_id)
    with pytest.raises(Unreadable):
        DataKey(f"person:{new_id()}", key.secret).open(sealed, **PLACE, row_id=row_id)


@pytest.mark.parametrize("position", [0, 1, 12, 13, -1])
def test_an_altered_value_does_not_open(position: int) -> None:
    key, row_id = data_key(), new_id()
    sealed = bytearray(key.seal("Alice", **PLACE, row_id=row_id))
    sealed[position] ^= 1
    with pytest.raises(Unreadable) as caught:
        key.open(bytes(sealed), **PLACE, row_id=row_id)
    assert "Alice" not in str(caught.value)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"n" * 12, b"short", b"\x01" + b"x" * 20])
def test_what_was_never_sealed_is_unreadable_and_no_crash(sealed: bytes) -> None:
    with pytest.raises(Unreadable):
        data_key().open(sealed, **PLACE, row_id=new_id())


def test_the_same_value_is_sealed_differently_each_time() -> None:
    key, row_id = data_key(), new_id()
    assert len({key.seal("Alice", **PLACE, row_id=row_id) for _ in range(100)}) == 100


def test_the_version_is_bound_too() -> None:
    """What a later version writes is not taken for ours, even by whoever changes its first byte."""
    key, row_id = data_key(), new_id()
    sealed = key.seal("Alice", **PLACE, row_id=row_id)
    assert sealed[:1] == VERSION
    with pytest.raises(Unreadable):
        key.open(b"\x02" + sealed[1:], **PLACE, row_id=row_id)


def test_a_key_is_not_printed() -> None:
    assert "kkkk" not in repr(data_key())


def test_a_keyed_hash_is_the_same_for_the_same_in_its_place_alone() -> None:
    key = data_key()
    place = {"table": "recovery_codes", "column": "code_hash"}
    assert key.keyed_hash("a code", **place) == key.keyed_hash("a code", **place)
    assert key.keyed_hash("a code", **place) != key.keyed_hash("a code", table="x", column="code_hash")
    assert key.keyed_hash("a code", **place) != DataKey("person:other", key.secret).keyed_hash("a code", **place)
