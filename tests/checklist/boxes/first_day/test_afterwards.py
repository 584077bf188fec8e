"""P.5 to P.7: what was read, restored and practised, and how long each of them counts."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("box_id", "days"), [("P.6", 30), ("P.7", 14)])
def test_a_drill_counts_for_its_days_on_any_commit(
    check: Check, around: MakeSurroundings, box_id: str, days: int
) -> None:
    record(around().home, box_id, kind="drill", at=NOW - timedelta(days=days), commit=OTHER_COMMIT)
    part = "a_sound_record"
    assert is_green(check(box_id, part))
    assert check(box_id, part, now=NOW + SECOND).state is State.STALE
    record(around().home, box_id, kind="drill", exit_code=1)
    assert is_red(check(box_id, part), "exit code 1")


@pytest.mark.parametrize("box_id", ["P.5", "P.7"])
def test_a_statement_counts_for_two_weeks(check: Check, around: MakeSurroundings, box_id: str) -> None:
    assert check(box_id, "a_signed_statement").state is State.UNKNOWN
    record(around().home, box_id, kind="attestation", at=NOW - timedelta(days=14))
    assert is_green(check(box_id, "a_signed_statement"))
    assert check(box_id, "a_signed_statement", now=NOW + SECOND).state is State.STALE


@pytest.mark.parametrize("box_id", ["P.5", "P.6", "P.7"])
def test_none_passes_without_evidence(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
