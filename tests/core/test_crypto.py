import pytest
from pydantic import SecretStr
from sqlalchemy import select

from mingus.core import crypto, db
from mingus.core.crypto import DataKey, KeyRing, Unreadable, WrappedKey
from mingus.core.errors import ConfigurationError
from mingus.core.ids import new_id
from mingus.core.settings import Settings

PLACE = {"table": "people", "column": "first_name_sealed"}


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)
    crypto.use(configuration)


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


def test_a_data_key_is_made_once_and_found_again() -> None:
    person_id = new_id()
    with db.transaction(db.GLOBAL) as session:
        first = crypto.data_key(session, "person", person_id)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert crypto.data_key(session, "person", person_id) == first
        row = session.execute(select(WrappedKey.kid, WrappedKey.wrapped).where(WrappedKey.owner_id == person_id)).one()
    assert crypto.unwrapped("person", person_id, row.kid, row.wrapped) == first
    assert first.secret not in row.wrapped


def test_a_data_key_that_was_rolled_back_is_forgotten() -> None:
    person_id = new_id()
    with pytest.raises(RuntimeError), db.transaction(db.GLOBAL) as session:
        lost = crypto.data_key(session, "person", person_id)
        raise RuntimeError
    with db.transaction(db.GLOBAL) as session:
        assert crypto.data_key(session, "person", person_id) != lost


def test_where_nothing_was_sealed_a_reader_makes_no_key() -> None:
    with db.transaction(db.GLOBAL, read_only=True) as session, pytest.raises(Unreadable):
        crypto.data_key(session, "household", new_id())


def test_a_wrapped_key_belongs_to_one_owner_and_one_root() -> None:
    ring = KeyRing("r" * 32, [])
    wrapped = ring.wrap(b"s" * 32, "person:1")
    assert ring.unwrap(ring.kid, wrapped, "person:1") == b"s" * 32
    with pytest.raises(Unreadable):
        ring.unwrap(ring.kid, wrapped, "person:2")
    with pytest.raises(Unreadable, match=f"no root key with id {ring.kid}"):
        KeyRing("other".ljust(32, "x"), []).unwrap(ring.kid, wrapped, "person:1")


def test_an_old_root_key_still_opens_and_the_new_one_wraps() -> None:
    old = KeyRing("r" * 32, [])
    wrapped = old.wrap(b"s" * 32, "person:1")
    both = KeyRing("n" * 32, ["r" * 32])
    assert both.unwrap(old.kid, wrapped, "person:1") == b"s" * 32
    assert both.kid != old.kid


def test_look_up_values_outlive_a_rotation() -> None:
    old, both = KeyRing("r" * 32, []), KeyRing("n" * 32, ["r" * 32])
    assert old.blind_index("people.phone", "+15551234567") == both.blind_index("people.phone", "+15551234567")
    assert old.blind_index("a", "x") != old.blind_index("b", "x")
    assert len(old.blind_index("a", "x")) == 16


def test_a_wrong_root_key_stops_the_process(configuration: Settings) -> None:
    with db.transaction(db.GLOBAL) as session:
        crypto.use(configuration).check(session)
    wrong = configuration.model_copy(update={"field_encryption_key": SecretStr("wrong" * 10)})
    with db.transaction(db.GLOBAL, read_only=True) as session:
        with pytest.raises(ConfigurationError) as caught:
            crypto.use(wrong).check(session)
        crypto.use(configuration).check(session)
    assert caught.value.exit_code == 78
    assert "wrongwrong" not in str(caught.value)
