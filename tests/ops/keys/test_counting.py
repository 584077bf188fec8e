from mingus.core import db
from mingus.core.crypto import KeyRing
from mingus.ops.keys import Status, status
from tests.databases import Scratch
from tests.ops.keys.conftest import NEW, OLD, fill


def look(ring: KeyRing) -> Status:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return status(session, ring)


def test_people_and_households_are_counted_by_root_key(filled: Scratch) -> None:
    [root] = look(OLD).roots
    assert (root.kid, root.people, root.households, root.others, root.canary) == (OLD.kid, 20, 10, 1, "right")
    assert (root.is_current, root.may_go, root.is_missing) == (True, False, False)
    assert look(OLD).is_well


def test_an_old_key_may_go_when_nothing_needs_it(filled: Scratch) -> None:
    before = look(NEW)
    current, old = before.roots
    assert (current.is_current, current.canary, old.may_go, before.to_rotate) == (True, "none", False, 31)
    filled.run(f"UPDATE data_keys SET kid = '{NEW.kid}'")
    current, old = look(NEW).roots
    assert (old.kid, old.may_go, look(NEW).to_rotate) == (OLD.kid, True, 0)


def test_a_key_that_is_needed_and_not_configured_is_missing(filled: Scratch) -> None:
    found = look(KeyRing("x" * 32, []))
    assert not found.is_well
    assert [(root.kid, root.is_missing) for root in found.roots][1:] == [(OLD.kid, True)]


def test_a_canary_that_does_not_match_is_told(filled: Scratch) -> None:
    filled.run("UPDATE key_registry SET canary = '0123456789abcdef'")
    assert (look(OLD).is_well, look(OLD).roots[0].canary) == (False, "wrong")


def test_new_rows_are_counted(filled: Scratch) -> None:
    fill(filled, NEW, 3)
    assert [root.wraps for root in look(NEW).roots] == [3, 31]
