"""How states add up, and what a finding says."""

import pytest

from mingus.checklist import rules
from mingus.checklist.rules import (
    State,
    all_of,
    any_of,
    failed,
    judged,
    looked_at,
    not_applicable,
    passed,
    unknown,
    warned,
)

STALE = rules.Finding(State.STALE, "too old")


def test_the_worst_part_decides_where_all_must_hold() -> None:
    everything = [passed("a"), warned("b"), unknown("c"), STALE, failed("d")]
    for worst in (State.FAIL, State.STALE, State.UNKNOWN, State.WARN, State.PASS):
        assert all_of(everything).state is worst
        everything = [finding for finding in everything if finding.state is not worst]


def test_the_best_part_decides_where_one_is_enough() -> None:
    assert any_of([failed("a"), unknown("b"), passed("c")]).state is State.PASS
    assert any_of([failed("a"), unknown("b")]).state is State.UNKNOWN


def test_parts_that_do_not_apply_have_no_say() -> None:
    assert all_of([not_applicable("elsewhere"), passed("a")]).state is State.PASS
    assert all_of([not_applicable("elsewhere")]).state is State.NOT_APPLICABLE
    assert all_of([]).state is State.NOT_APPLICABLE


def test_only_the_parts_that_decided_are_told_and_all_figures_are_kept() -> None:
    joined = all_of([passed("fine", files=3), failed("broken", faults=1), failed("torn", faults=2)])
    assert joined.detail == "broken · torn"
    assert joined.figures == {"files": 3, "faults": 2}


def test_a_judgement_names_five_faults_and_counts_the_rest() -> None:
    finding = judged([f"fault {number}" for number in range(8)], "fine")
    assert finding.state is State.FAIL
    assert finding.detail == "fault 0; fault 1; fault 2; fault 3; fault 4 … and 3 more"
    assert finding.figures["faults"] == 8


def test_five_faults_are_all_named() -> None:
    assert judged(list("abcde"), "fine").detail == "a; b; c; d; e"
    assert judged(list("abcdef"), "fine").detail == "a; b; c; d; e … and 1 more"


def test_to_have_found_nothing_to_look_at_is_a_fault() -> None:
    assert looked_at(0, [], "fine") == failed("there was nothing to look at", looked_at=0, faults=1)
    assert looked_at(1, [], "fine") == passed("fine", looked_at=1)
    assert looked_at(2, ["torn"], "fine", files=3) == failed("torn", looked_at=2, files=3, faults=1)


def test_each_word_is_of_its_state() -> None:
    made = [passed("a"), failed("a"), warned("a"), unknown("a"), not_applicable("a")]
    assert [finding.state.value for finding in made] == ["pass", "fail", "warn", "unknown", "n/a"]


def test_offline_leaves_out_what_asks_others_and_nothing_else() -> None:
    assert {kind.value for kind in rules.ASKS_OUTSIDE} == {"L", "O", "V"}


def test_a_judgement_without_faults_says_what_was_looked_at() -> None:
    assert judged([], "12 files looked at", files=12) == passed("12 files looked at", files=12)


def test_what_is_not_built_is_unknown_and_says_so() -> None:
    assert rules.not_built("the library").state is State.UNKNOWN
    assert rules.not_built("the library").detail == "not built: the library"


@pytest.mark.parametrize("state", [State.FAIL, State.UNKNOWN, State.STALE])
def test_nothing_known_is_no_way_to_go_live(state: State) -> None:
    assert state in rules.HOLDS_UP


@pytest.mark.parametrize("state", [State.PASS, State.WARN, State.WAIVED, State.NOT_APPLICABLE])
def test_what_holds_or_is_answered_for_lets_through(state: State) -> None:
    assert state not in rules.HOLDS_UP


def test_a_group_is_as_bad_as_its_worst_box() -> None:
    assert rules.worst([State.PASS, State.WARN, State.NOT_APPLICABLE]) is State.WARN
    assert rules.worst([]) is State.NOT_APPLICABLE
