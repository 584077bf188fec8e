"""10.2: runs count while they are green, new and of this commit; what is not built is said; boxes below count."""

from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.boxes.before_release.security import BOXES
from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green
from tests.checklist.proofs import OTHER_COMMIT, record, tamper

RUN = "a_sound_record"
IDS = [box.id for box in BOXES]


@pytest.mark.parametrize("box_id", IDS)
@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({}, State.PASS),
        ({"exit_code": 1}, State.FAIL),
        ({"commit": OTHER_COMMIT}, State.STALE),
        ({"at": NOW - timedelta(days=31)}, State.STALE),
    ],
)
def test_a_run_counts_while_it_is_green_new_and_of_this_commit(
    check: Check, around: MakeSurroundings, box_id: str, made: dict[str, Any], state: State
) -> None:
    record(around().home, box_id, **made)
    assert check(box_id, RUN).state is state


@pytest.mark.parametrize("box_id", IDS)
def test_a_record_that_was_touched_fails(check: Check, around: MakeSurroundings, box_id: str) -> None:
    record(around().home, box_id)
    tamper(around().home, box_id)
    assert check(box_id, RUN).state is State.FAIL


@pytest.mark.parametrize("box_id", IDS)
def test_without_a_run_it_says_how_to_make_one(check: Check, box_id: str) -> None:
    result = check(box_id, RUN)
    assert result.state is State.UNKNOWN
    assert f"mingus evidence run {box_id} -- bin/" in result.finding.detail


@pytest.mark.parametrize(("days", "state"), [(7, State.PASS), (8, State.STALE)])
def test_scans_are_old_after_a_week(check: Check, around: MakeSurroundings, days: int, state: State) -> None:
    record(around().home, "10.2.1", at=NOW - timedelta(days=days))
    assert check("10.2.1", RUN).state is state


def test_scanners_that_are_not_built_are_said_beside_a_green_run(check: Check, around: MakeSurroundings) -> None:
    record(around().home, "10.2.1")
    result = check("10.2.1")
    assert result.state is State.UNKNOWN
    assert result.finding.detail.startswith("not built: ")
    assert "dependency audit" in result.finding.detail


def test_every_way_in_passes_by_a_green_run(check: Check, around: MakeSurroundings) -> None:
    record(around().home, "10.2.2")
    assert is_green(check("10.2.2"))


@pytest.mark.parametrize(("box_id", "below"), [("10.2.3", ("1.5.1",)), ("10.2.4", ("1.5.2", "9.2.1"))])
def test_boxes_below_count_too(box_id: str, below: tuple[str, ...]) -> None:
    [box] = [box for box in BOXES if box.id == box_id]
    assert box.rolls_up == below
