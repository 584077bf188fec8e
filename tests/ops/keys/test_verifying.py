from mingus.core.crypto import KeyRing
from mingus.ops.keys import Verified, verify
from tests.databases import Scratch
from tests.ops.keys.conftest import OLD


def look(ring: KeyRing = OLD, sample: int | None = None) -> Verified:
    return verify(ring, lambda _: None, sample=sample)


def test_everything_opens(filled: Scratch) -> None:
    assert look() == Verified(31, 0, ())


def test_a_damaged_key_is_named(filled: Scratch) -> None:
    [(owner_id,)] = filled.rows("SELECT owner_id FROM data_keys WHERE owner_kind = 'person' LIMIT 1")
    filled.run(
        "UPDATE data_keys SET wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20))"
        f" WHERE owner_id = '{owner_id}'"
    )
    found = look()
    assert (found.opened, found.unreadable, found.is_whole) == (30, 1, False)
    assert found.named == (f"person {owner_id} (root key {OLD.kid}): the data key of person:{owner_id} does not open",)


def test_a_key_that_was_swapped_with_anothers_does_not_open(filled: Scratch) -> None:
    filled.run(
        "UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE owner_kind = 'person' LIMIT 1)"
        " WHERE owner_kind = 'household'"
    )
    assert look().unreadable == 10


def test_a_missing_root_key_is_named(filled: Scratch) -> None:
    stranger = KeyRing("x" * 32, [])
    found = look(stranger)
    assert found.unreadable == 31
    assert found.named[0] == f"the canary of root key {stranger.kid} is not in the registry"
    assert f"no root key with id {OLD.kid} is configured" in found.named[1]


def test_a_canary_that_does_not_match_is_named(filled: Scratch) -> None:
    filled.run("UPDATE key_registry SET canary = '0123456789abcdef'")
    assert look() == Verified(31, 0, (f"the canary of root key {OLD.kid} does not match",))


def test_a_sample_is_smaller_and_always_has_the_key_of_look_up_values(filled: Scratch) -> None:
    assert look(sample=1).opened < 31
    assert look(sample=100).opened == 31
    filled.run("UPDATE data_keys SET wrapped = '' WHERE owner_kind = 'installation'")
    assert not look(sample=1).is_whole
