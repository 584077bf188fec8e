"""`mingus audit verify` as a person types it."""

from uuid import UUID

import pytest

from mingus.core import db, events
from mingus.core.ids import new_id
from tests.databases import Scratch
from tests.ops.cli.test_keys import run


@pytest.fixture
def household_id(filled: Scratch) -> UUID:
    """Three lines of one household, and one of the system."""
    made = new_id()
    filled.run(
        "INSERT INTO households (id, name, currency, time_zone, is_demo, created_at)"
        f" VALUES ('{made}', 'x', 'USD', 'UTC', false, now())"
    )
    with db.transaction(made) as session:
        for _ in range(3):
            events.record(session, events.GoalReached(made, None, new_id()))
    with db.transaction(db.GLOBAL) as session:
        events.record(session, events.SignInFailed(db.GLOBAL, None, "wrong e-mail address or password"))
    return made


def test_whole_chains_are_counted(filled: Scratch, household_id: UUID) -> None:
    found = run(filled, "audit", "verify")
    assert found.returncode == 0, found.stderr
    assert "Looked at 4 lines of all 11 households and the system’s chain." in found.stdout
    one = run(filled, "audit", "verify", "--household", str(household_id))
    assert (one.returncode, f"Looked at 3 lines of household {household_id}." in one.stdout) == (0, True)


def test_the_first_broken_line_is_named(filled: Scratch, household_id: UUID) -> None:
    filled.run(f"UPDATE audit_log SET event = 'GoalChanged' WHERE household_id = '{household_id}' AND number = 2")
    for words in ((), ("--household", str(household_id))):
        found = run(filled, "audit", "verify", *words)
        assert found.returncode == 65
        assert f"✗ household {household_id}: line 2 (GoalChanged, " in found.stderr
        assert "1 chain broken." in found.stderr


def test_a_missing_line_and_the_systems_chain_are_named(filled: Scratch, household_id: UUID) -> None:
    filled.run(
        f"DELETE FROM audit_log WHERE household_id = '{household_id}' AND number = 3",
        "UPDATE audit_log SET facts = '{}' WHERE event = 'SignInFailed'",
    )
    found = run(filled, "audit", "verify")
    assert found.returncode == 65
    assert f"household {household_id}: line 3 is missing" in found.stderr
    assert "the system’s chain: line 1 (SignInFailed, " in found.stderr


def test_a_household_that_never_was_is_said(filled: Scratch) -> None:
    found = run(filled, "audit", "verify", "--household", str(new_id()))
    assert (found.returncode, "There is no household" in found.stderr) == (64, True)
