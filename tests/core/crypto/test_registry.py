from mingus.core import db
from mingus.core.crypto import registry
from tests.databases import Scratch

ROW = "INSERT INTO data_keys (owner_kind, owner_id, kid, wrapped) VALUES ('person', gen_random_uuid(), '{}', '')"


def test_the_keys_in_use_are_those_that_wrap_something(scratch_database: Scratch) -> None:
    engine = db.connect(scratch_database.app)
    try:
        with db.transaction(db.GLOBAL) as session:
            assert registry.in_use(session) == set()
            scratch_database.run(*[ROW.format(kid) for kid in ("bb", "aa", "bb", "cc")])
        with db.transaction(db.GLOBAL) as session:
            assert registry.in_use(session) == {"aa", "bb", "cc"}
    finally:
        engine.dispose()


def test_a_key_is_named_once(scratch_database: Scratch) -> None:
    engine = db.connect(scratch_database.app)
    try:
        with db.transaction(db.GLOBAL) as session:
            registry.add(session, "aa", b"first")
            registry.add(session, "aa", b"second")
            assert registry.canaries(session) == {"aa": b"first"}
    finally:
        engine.dispose()
