"""S.4 to S.8 pass exactly when everything below them does, and only in production."""

import pytest

from mingus.checklist.box import Box, static
from mingus.checklist.boxes.success.sums import BOXES
from mingus.checklist.rules import Finding, Stage, State, failed, passed
from mingus.checklist.service import Result, run
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings

BELOW = {
    "S.4": ("11.3.2", "12.2.1", "12.2.4"),
    "S.5": ("11.3.3",),
    "S.6": ("19.2.1", "19.2.4"),
    "S.7": ("19.1.1", "9.2.1", "9.3.4"),
    "S.8": ("13.1.1", "13.3.4", "14.2.2"),
}


@static
def good(_: Surroundings) -> Finding:
    """Passes."""
    return passed("good")


@static
def bad(_: Surroundings) -> Finding:
    """Fails."""
    return failed("bad")


def added_up(around: Surroundings, box: Box, wrong: str = "") -> Result:
    others = [
        Box(each, f"Below {each}", all_of=(bad if each == wrong else good,), passes="x", fix="x")
        for each in (*BELOW[box.id], "1.1.1")
    ]
    [result] = run([box], around, among=others)
    return result


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.id)
def test_all_below_must_pass_and_each_of_them_counts(around: MakeSurroundings, box: Box) -> None:
    there = around(stage=Stage.PRODUCTION)
    assert added_up(there, box).state is State.PASS
    assert added_up(there, box, "1.1.1").state is State.PASS
    for each in BELOW[box.id]:
        assert added_up(there, box, each).state is State.FAIL, each


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.id)
def test_they_belong_to_production_and_block_nothing_themselves(around: MakeSurroundings, box: Box) -> None:
    assert added_up(around(stage=Stage.STAGING), box).state is State.NOT_APPLICABLE
    assert not box.blocker
