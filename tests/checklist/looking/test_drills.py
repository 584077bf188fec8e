"""A drill counts when it was quick enough, to the millisecond."""

from datetime import timedelta

import pytest

from mingus.checklist.looking import drills
from mingus.checklist.rules import Finding, State
from tests.checklist.conftest import NOW, MakeSurroundings
from tests.checklist.proofs import OTHER_COMMIT, record, tamper

DRILL = drills.timed("17.2.2", lambda _: 5, max_days=90)


def look(around: MakeSurroundings) -> Finding:
    return DRILL.look(around())


def test_in_time_is_good_also_of_another_commit(around: MakeSurroundings) -> None:
    record(around().home, "17.2.2", kind="drill", figures={"duration_ms": 300_000}, commit=OTHER_COMMIT)
    assert look(around).state is State.PASS


def test_a_millisecond_too_long_is_not(around: MakeSurroundings) -> None:
    record(around().home, "17.2.2", kind="drill", figures={"duration_ms": 300_001})
    found = look(around)
    assert found.state is State.FAIL
    assert found.detail == "the drill took 5.0 minutes, more than 5"


@pytest.mark.parametrize("figures", [{}, {"duration_ms": True}, {"duration_ms": "4"}])
def test_a_record_without_its_time_is_none(around: MakeSurroundings, figures: dict[str, int | str | bool]) -> None:
    record(around().home, "17.2.2", kind="drill", figures=figures)
    found = look(around)
    assert found.state is State.FAIL
    assert "does not say how long" in found.detail


def test_no_record_an_old_one_a_failed_one_and_a_touched_one(around: MakeSurroundings) -> None:
    found = look(around)
    assert found.state is State.UNKNOWN
    assert "mingus evidence run 17.2.2 --kind drill -- COMMAND" in found.detail
    home, quick = around().home, {"duration_ms": 1}
    record(home, "17.2.2", kind="drill", figures=quick, at=NOW - timedelta(days=90, seconds=1))
    assert look(around).state is State.STALE
    record(home, "17.2.2", kind="drill", figures=quick, at=NOW - timedelta(days=90))
    assert look(around).state is State.PASS
    record(home, "17.2.2", kind="drill", figures=quick, exit_code=1)
    assert look(around).state is State.FAIL
    record(home, "17.2.2", kind="drill", figures=quick)
    tamper(home, "17.2.2")
    assert look(around).state is State.FAIL
