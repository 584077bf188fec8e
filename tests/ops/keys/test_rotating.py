import psycopg
from sqlalchemy import select

from mingus.core import db
from mingus.core.crypto import KeyRing, lookups
from mingus.core.events import AuditEntry
from mingus.core.ids import NIL
from mingus.ops.keys import Rotated, rotate, verify
from mingus.ops.postgres.roles import Role
from tests.databases import Scratch
from tests.ops.keys.conftest import NEW, OLD, fill


def turn(ring: KeyRing = NEW) -> tuple[Rotated, list[int]]:
    told: list[int] = []
    return rotate(ring, told.append, batch=7), told


def test_every_key_is_moved_and_the_old_root_key_is_needed_no_more(filled: Scratch) -> None:
    done, told = turn()
    assert (done.moved, done.left, done.unreadable, done.is_complete) == (31, 0, 0, True)
    assert (told[0], told[-1]) == (7, 31)
    assert filled.rows("SELECT DISTINCT kid FROM data_keys") == [(NEW.kid,)]
    assert verify(KeyRing("n" * 32, []), told.append).is_whole


def test_what_was_sealed_still_opens_and_look_up_values_stay(filled: Scratch) -> None:
    before = lookups.value(OLD, "accounts.number", "1")
    [(owner, wrapped)] = filled.rows("SELECT owner_kind || ':' || owner_id, wrapped FROM data_keys LIMIT 1 OFFSET 5")
    assert isinstance(wrapped, bytes)
    secret = OLD.unwrap(OLD.kid, wrapped, str(owner))
    turn()
    [(again,)] = filled.rows(f"SELECT wrapped FROM data_keys WHERE owner_kind || ':' || owner_id = '{owner}'")
    assert isinstance(again, bytes)
    assert NEW.unwrap(NEW.kid, again, str(owner)) == secret
    with db.transaction(db.GLOBAL) as session:
        KeyRing("n" * 32, []).check(session)
    assert lookups.value(NEW, "accounts.number", "1") == before


def test_a_second_run_has_nothing_to_do(filled: Scratch) -> None:
    turn()
    assert turn()[0] == Rotated(0, 0, (), 0)


def test_what_came_meanwhile_is_moved_by_the_next_run(filled: Scratch) -> None:
    turn()
    fill(filled, OLD, 4)
    assert turn()[0].moved == 4


def test_a_row_that_somebody_holds_is_not_waited_for(filled: Scratch) -> None:
    with psycopg.connect(filled.urls.libpq(Role.APPLICATION)) as holder:
        holder.execute("SELECT 1 FROM data_keys WHERE owner_kind = 'household' LIMIT 1 FOR UPDATE")
        done, _ = turn()
        assert (done.moved, done.left, done.is_complete) == (30, 1, False)
        assert done.unreadable == 0
    assert turn()[0] == Rotated(1, 0, (), 0)


def test_what_does_not_open_is_named_and_left(filled: Scratch) -> None:
    filled.run("UPDATE data_keys SET wrapped = '\\x01' WHERE owner_kind = 'installation'")
    done, _ = turn()
    assert (done.moved, done.left, done.unreadable, done.is_complete) == (30, 1, 1, False)
    assert done.named == (f"look-up values (root key {OLD.kid}): the data key of installation:{NIL} does not open",)


def test_a_rotation_is_written_down(filled: Scratch) -> None:
    turn()
    with db.transaction(db.GLOBAL, read_only=True) as session:
        [line] = session.scalars(select(AuditEntry).where(AuditEntry.household_id == NIL)).all()
    assert (line.event, line.facts) == ("KeysRotated", {"kid": NEW.kid, "count": 31})
