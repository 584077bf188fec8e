"""The audit log as checks see it, where a whole box can't be brought to it."""

from datetime import timedelta

import pytest

from mingus.checklist.looking import chains
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from mingus.ops.schema import Rights
from tests.checklist.conftest import NOW, MakeSurroundings
from tests.databases import Scratch
from tests.ops.schema import conftest
from tests.ops.schema.conftest import Lived

lived = conftest.lived
NOBODY = Rights(
    (), ("mingus_app", "mingus_readonly"), (), public_may_create=False, public_tables=(), strangers_tables=()
)


def test_a_look_that_ran_out_of_time_is_no_evidence(
    lived: Lived, around: MakeSurroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains, "SECONDS", 0.0)
    found = chains.audit_log(around(environ={"DATABASE_URL": lived.scratch.app}))
    assert found.state is State.UNKNOWN
    assert found.detail.startswith("no evidence yet: the first 0 of 1 households are whole")


def test_what_was_found_until_then_counts(
    lived: Lived, around: MakeSurroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains, "SECONDS", 0.0)
    lived.scratch.run("GRANT DELETE ON audit_log TO mingus_app")
    found = chains.audit_log(around(environ={"DATABASE_URL": lived.scratch.app}))
    assert found.state is State.FAIL
    assert found.detail == "mingus_app may DELETE lines of the audit log"


def test_roles_that_are_not_there_are_named() -> None:
    assert list(chains.faults_of_rights(NOBODY)) == ["there is no role mingus_app", "there is no role mingus_readonly"]


def test_a_job_counts_by_its_own_name(lived: Lived, around: MakeSurroundings) -> None:
    lived.scratch.run(
        f"INSERT INTO job_runs VALUES ('one', '{NOW - timedelta(minutes=10)}'), ('other', '{NOW - timedelta(days=9)}')"
    )
    here = around(environ={"DATABASE_URL": lived.scratch.app})
    assert chains.last_run(here, "other", "it") == NOW - timedelta(days=9)
    assert chains.ran_within(here, "one", "it", timedelta(minutes=10)).state is State.PASS
    late = chains.ran_within(here, "one", "it", timedelta(minutes=9))
    assert (late.state, late.detail) == (State.FAIL, "it was last done 10 minutes ago, more than 9")


def test_a_database_from_before_there_were_runs_is_told_to_migrate(
    scratch_database: Scratch, around: MakeSurroundings
) -> None:
    scratch_database.run("DROP TABLE job_runs")
    with pytest.raises(Missing, match="no table job_runs in this database"):
        chains.last_run(around(environ={"DATABASE_URL": scratch_database.app}), "identity.prune", "the clean-up")
