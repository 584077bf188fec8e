from base64 import b64encode

import pytest
from pydantic import SecretStr

from mingus.core import crypto, db
from mingus.core.crypto import KeyRing, Unreadable
from mingus.core.errors import ConfigurationError
from mingus.core.settings import Settings
from tests.databases import Scratch

HEX = "00112233445566778899aabbccddeeff" * 2


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)
    crypto.use(configuration)


def start(scratch: Scratch, current: str, *old: str) -> KeyRing:
    """What a process does with its keys at its start."""
    engine = db.connect(scratch.app)
    try:
        ring = KeyRing(current, list(old))
        with db.transaction(db.GLOBAL) as session:
            ring.check(session)
        return ring
    finally:
        engine.dispose()


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


def test_a_key_that_wraps_nothing_any_more_may_go(scratch_database: Scratch) -> None:
    start(scratch_database, "o" * 32)
    ring = start(scratch_database, "n" * 32, "o" * 32)
    with pytest.raises(ConfigurationError):
        start(scratch_database, "n" * 32)
    scratch_database.run(f"UPDATE data_keys SET kid = '{ring.kid}'", "DELETE FROM data_keys")
    start(scratch_database, "n" * 32)


def test_a_retired_key_does_not_pass_for_the_right_one(scratch_database: Scratch) -> None:
    """Both are in the registry; only what wraps data keys counts."""
    retired = start(scratch_database, "o" * 32)
    current = start(scratch_database, "n" * 32, "o" * 32)
    scratch_database.run(f"UPDATE data_keys SET kid = '{current.kid}'")
    with pytest.raises(ConfigurationError, match=f"has id {retired.kid}, but this .* sealed with id {current.kid}"):
        start(scratch_database, "o" * 32)


def test_a_canary_that_does_not_match_stops_the_process(scratch_database: Scratch) -> None:
    ring = start(scratch_database, "o" * 32)
    scratch_database.run("UPDATE key_registry SET canary = '0123456789abcdef'")
    with pytest.raises(ConfigurationError, match=f"The key with id {ring.kid} is not the one"):
        start(scratch_database, "o" * 32)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (HEX, b64encode(bytes.fromhex(HEX)).decode(), "small hexadecimal digits"),
        (b64encode(bytes.fromhex(HEX)).decode(), HEX, "base64"),
        ("r" * 32, ("r" * 32).encode().hex(), "32 characters"),
        (HEX.upper(), HEX, "capital hexadecimal digits"),
    ],
)
def test_the_same_key_in_another_spelling_is_recognised_and_said(
    scratch_database: Scratch, before: str, now: str, words: str
) -> None:
    start(scratch_database, before)
    with pytest.raises(ConfigurationError, match=f"same key in another spelling: write it (in|as) {words}") as caught:
        start(scratch_database, now)
    assert before not in str(caught.value)
    assert now not in str(caught.value)
