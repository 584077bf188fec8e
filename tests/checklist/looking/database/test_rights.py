"""Nobody may do too much, and a line of the audit log that was touched is found."""

import pytest

from mingus.checklist.looking import database
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived


def test_fresh_rights_are_narrow(empty: Surroundings) -> None:
    narrow, grows = database.roles_are_narrow(empty), database.audit_log_only_grows(empty)
    assert (narrow.state, narrow.figures) == (State.PASS, {"roles": 4}), narrow
    assert (grows.state, grows.figures) == (State.PASS, {"roles": 2}), grows


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
@pytest.mark.parametrize("role", ["mingus_app", "mingus_readonly"])
def test_a_right_to_change_the_audit_log_is_named(
    empty: Surroundings, scratch_database: Scratch, right: str, role: str
) -> None:
    scratch_database.run(f"GRANT {right} ON audit_log TO {role}")
    found = database.audit_log_only_grows(empty)
    assert (found.state, found.detail) == (State.FAIL, f"{role} may {right} audit_log")
    assert database.roles_are_narrow(empty).state is State.FAIL


def test_everybodys_right_is_named(empty: Surroundings, scratch_database: Scratch) -> None:
    scratch_database.run("GRANT INSERT ON audit_log TO PUBLIC")
    assert "everybody may use audit_log" in database.audit_log_only_grows(empty).detail


def test_a_role_with_powers_or_without_existence_is_named(around: MakeSurroundings, scratch_server: Scratch) -> None:
    scratch_server.run(
        "ALTER ROLE mingus_app BYPASSRLS",
        "ALTER ROLE mingus_readonly RENAME TO mingus_reader",
    )
    found = database.audit_log_only_grows(around(environ={"DATABASE_URL": scratch_server.app}))
    assert found.state is State.FAIL
    assert "there is no role mingus_readonly" in found.detail
    assert "mingus_app bypasses row-level security" in found.detail


def test_a_chain_that_nobody_touched_is_whole(home: Surroundings) -> None:
    found = database.audit_chain_is_whole(home)
    assert found.state is State.PASS, found
    assert found.detail.endswith("lines follow one another; all 1 households")
    assert int(found.figures["lines"]) > 3


def test_a_changed_line_breaks_the_chain(home: Surroundings, lived: Lived) -> None:
    lived.scratch.run("UPDATE audit_log SET event = 'Other' WHERE number = 2")
    found = database.audit_chain_is_whole(home)
    assert found.state is State.FAIL
    assert f"the chain of {lived.id} breaks at line 2" in found.detail


def test_an_empty_audit_log_is_no_evidence(empty: Surroundings, scratch_database: Scratch) -> None:
    scratch_database.run("TRUNCATE audit_log CASCADE")
    with pytest.raises(Missing, match="no line to verify"):
        database.audit_chain_is_whole(empty)
