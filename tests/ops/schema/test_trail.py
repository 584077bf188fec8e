"""The audit log is recomputed line by line, and a line that was touched is named."""

import pytest
from sqlalchemy import Connection

from mingus.core import db, events
from mingus.core.ids import NIL
from mingus.ops import schema
from mingus.ops.schema import BrokenChain
from mingus.privacy.service.leaving import erase
from tests.ops.schema.conftest import Lived


def test_a_log_that_nobody_touched_is_whole(lived: Lived, looking: Connection, seeing_all: Connection) -> None:
    with db.transaction(db.GLOBAL) as session:
        events.record(session, events.SignInFailed(NIL, None, "unknown address"))
    for connection in (looking, seeing_all):
        found = schema.verify_trail(connection)
        assert (found.is_whole, found.reach.words()) == (True, "all 1 households")
        assert found.lines > 5


@pytest.mark.parametrize(
    "touched",
    [
        "UPDATE audit_log SET facts = '{}' WHERE number = 3",
        "UPDATE audit_log SET happened_at = happened_at + interval '1 second' WHERE number = 3",
        "UPDATE audit_log SET actor_id = NULL WHERE number = 3",
        "DELETE FROM audit_log WHERE number = 3",
    ],
)
def test_a_line_that_somebody_touched_is_named(lived: Lived, looking: Connection, touched: str) -> None:
    lived.scratch.run(touched)
    assert schema.verify_trail(looking).broken == (BrokenChain(lived.member.household_id, 3),)


def test_lines_cut_off_at_the_end_are_missed(lived: Lived, looking: Connection) -> None:
    lived.scratch.run("DELETE FROM audit_log WHERE number = (SELECT max(number) FROM audit_log)")
    assert not schema.verify_trail(looking).is_whole


def test_a_line_in_the_systems_own_chain_is_named_too(lived: Lived, looking: Connection) -> None:
    with db.transaction(db.GLOBAL) as session:
        events.record(session, events.SignInFailed(NIL, None, "unknown address"))
    lived.scratch.run(f"UPDATE audit_log SET event = 'SignedIn' WHERE household_id = '{NIL}'")
    assert schema.verify_trail(looking).broken == (BrokenChain(NIL, 1),)


def test_the_chain_of_a_household_that_was_deleted_is_recomputed_too(lived: Lived, looking: Connection) -> None:
    with db.transaction(db.GLOBAL) as session:
        erase(session, lived.member.person_id)
    found = schema.verify_trail(looking)
    assert (found.is_whole, found.reach.total) == (True, 1)
    lived.scratch.run(f"UPDATE audit_log SET facts = '{{}}' WHERE number = 3 AND household_id = '{lived.id}'")
    assert schema.verify_trail(looking).broken == (BrokenChain(lived.member.household_id, 3),)


def test_verifying_ends_in_time(looking: Connection) -> None:
    assert not schema.verify_trail(looking, seconds=0).reach.is_complete
