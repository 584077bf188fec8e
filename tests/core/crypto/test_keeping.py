import pytest
from sqlalchemy import select

from mingus.core import crypto, db
from mingus.core.crypto import Unreadable, WrappedKey
from mingus.core.ids import new_id
from mingus.core.settings import Settings


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)
    crypto.use(configuration)


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


def test_a_copy_opens_in_its_place_with_the_same_root_key(configuration: Settings) -> None:
    sealed = crypto.sealed_copy(b"Alice", "sessions|1")
    assert crypto.opened_copy(sealed, "sessions|1") == b"Alice"
    for wrong, place in ((sealed, "sessions|2"), (f"00000000{sealed[8:]}", "sessions|1"), (f"{sealed}!", "sessions|1")):
        with pytest.raises(Unreadable):
            crypto.opened_copy(wrong, place)
