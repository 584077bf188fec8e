"""Evidence of one home, judged as a whole: a chain that lost a record supports nothing."""

from datetime import timedelta

import pytest

from mingus.checklist.looking.records import Records, Wanted
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, MakeSurroundings
from tests.checklist.proofs import record


def records(around: MakeSurroundings) -> Records:
    made = around()
    return Records(made.home, {}, made.tree, NOW)


def test_the_newest_record_decides(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", exit_code=1, at=NOW - timedelta(hours=2))
    record(around().home, "15.1.2", figures={"rows": 7})
    finding = records(around).judged("15.1.2", Wanted(30), "run it")
    assert finding.state is State.PASS
    assert finding.figures == {"rows": 7}


def test_one_record_that_was_taken_away_takes_the_trust_of_all(around: MakeSurroundings) -> None:
    first = record(around().home, "15.1.1", at=NOW - timedelta(hours=3))
    record(around().home, "15.1.2")
    (around().home / "evidence" / first.where).unlink()
    finding = records(around).judged("15.1.2", Wanted(30), "run it")
    assert finding.state is State.FAIL
    assert "record 1 is missing" in finding.detail


def test_only_the_wanted_kind_counts(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", kind="test")
    assert records(around).judged("15.1.2", Wanted(30, kind="drill"), "run it").state is State.UNKNOWN


def test_what_a_run_measured_can_be_asked_for(around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="no evidence yet"):
        records(around).figures("12.3.1")
    record(around().home, "12.3.1", figures={"p95_ms": 180})
    assert records(around).figures("12.3.1") == {"p95_ms": 180}


def test_who_signed_counts_once_and_only_in_time(around: MakeSurroundings) -> None:
    for hours, name in ((3, "one"), (2, "two"), (1, "one")):
        record(around().home, "4.1.3", kind="attestation", operator=name, at=NOW - timedelta(hours=hours))
    assert records(around).signed_by("4.1.3", 90) == {"one", "two"}
    later = Records(around().home, {}, around().tree, NOW + timedelta(days=90))
    assert later.signed_by("4.1.3", 90) == set()
