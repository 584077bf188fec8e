"""12.1: journeys of the last day, on this commit."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record

DAY = timedelta(days=1)


@pytest.mark.parametrize("box_id", ["12.1.1", "12.1.2"])
def test_a_green_journey_of_the_last_day_passes_at_home(check: Check, around: MakeSurroundings, box_id: str) -> None:
    record(around().home, box_id, at=NOW - DAY)
    assert is_green(check(box_id, stage=Stage.LOCAL))
    assert check(box_id, stage=Stage.LOCAL, now=NOW + timedelta(seconds=1)).state is State.STALE
    record(around().home, box_id, commit=OTHER_COMMIT)
    assert check(box_id, stage=Stage.LOCAL).state is State.STALE
    record(around().home, box_id, exit_code=1)
    assert is_red(check(box_id, stage=Stage.LOCAL), "exit code 1")


@pytest.mark.parametrize("box_id", ["12.1.1", "12.1.2"])
@pytest.mark.parametrize("stage", [Stage.STAGING, Stage.PRODUCTION])
def test_where_people_are_it_takes_an_account_of_our_own(
    check: Check, around: MakeSurroundings, box_id: str, stage: Stage
) -> None:
    record(around().home, box_id)
    result = check(box_id, stage=stage)
    assert result.state is State.UNKNOWN
    assert "not built: an account of our own" in result.finding.detail


@pytest.mark.parametrize(("box_id", "what"), [("12.1.3", "the article library"), ("12.1.4", "assessments")])
def test_what_is_not_built_says_so(check: Check, box_id: str, what: str) -> None:
    result = check(box_id)
    assert (result.state, result.finding.detail) == (State.UNKNOWN, f"not built: {what}")
