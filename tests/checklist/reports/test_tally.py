"""Results by section and group, counted; the exit code is that of the worst blocker."""

from dataclasses import replace

import pytest

from mingus.checklist.reports import tally
from mingus.checklist.rules import State
from tests.checklist.results import every_state


def test_results_stand_by_section_in_the_specifications_order() -> None:
    found = tally.chapters(list(reversed(every_state())))
    assert [chapter.section.id for chapter in found] == ["1", "2"]
    assert [len(chapter.results) for chapter in found] == [3, 4]
    assert found[0].counts == {State.PASS: 1, State.WARN: 1, State.FAIL: 1}


def test_a_group_is_as_good_as_its_worst_box() -> None:
    _, second = tally.chapters(every_state())
    groups = [(group.id, state, len(results)) for group, state, results in second.groups]
    assert groups == [("2.1", State.STALE, 3), ("2.2", State.NOT_APPLICABLE, 1)]


def test_counts_leave_out_what_is_not_there_and_keep_their_order() -> None:
    assert list(tally.counts(every_state())) == list(tally.ORDER)
    assert tally.counts([]) == {}


@pytest.mark.parametrize("state", list(State))
def test_only_fail_unknown_and_stale_of_a_blocker_forbid_going_live(state: State) -> None:
    results = [result for result in every_state() if result.state is state]
    assert tally.exit_code(results) == (1 if state in {State.FAIL, State.UNKNOWN, State.STALE} else 0)


def test_a_box_that_blocks_nothing_never_does() -> None:
    results = [replace(result, box=replace(result.box, blocker=False)) for result in every_state()]
    assert tally.exit_code(results) == 0
