"""19.3: features with green journeys, and pages for those who are lost."""

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import record

TEST = "def test_it() -> None: ...\n"
HEADER = "feature,status,tests\n"


def with_features(small_tree: MakeTree, rows: str) -> object:
    return small_tree({"docs/features.csv": HEADER + rows, "tests/test_a.py": TEST})


class TestEveryFeature:
    PART = "every_feature_has_a_green_journey"

    def test_passes_when_each_names_a_test_and_the_run_was_green(
        self, check: Check, small_tree: MakeTree, around: MakeSurroundings
    ) -> None:
        record(around().home, "19.3.1", commit="")
        tree = with_features(small_tree, "Save,tested,tests/test_a.py::test_it\n")
        # a tree without a repository has no commit, so a record can't be of it
        assert check("19.3.1", self.PART, tree=tree).state is State.STALE

    def test_this_trees_own_list_is_in_order_and_honest_about_what_is_not_built(
        self, check: Check, around: MakeSurroundings
    ) -> None:
        record(around().home, "19.3.1")
        result = check("19.3.1", self.PART)
        assert result.state is State.UNKNOWN
        assert "not built" in result.finding.detail

    def test_a_feature_whose_test_is_gone_fails(self, check: Check, small_tree: MakeTree) -> None:
        tree = with_features(small_tree, "Save,tested,tests/test_a.py::test_gone\n")
        assert is_red(check("19.3.1", self.PART, tree=tree), "tests/test_a.py::test_gone does not exist")

    def test_an_empty_list_fails(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(check("19.3.1", self.PART, tree=with_features(small_tree, "")), "lists nothing")

    def test_a_list_out_of_form_fails_in_words(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"docs/features.csv": "what,ever\n"})
        assert is_red(check("19.3.1", self.PART, tree=tree), "the columns are")

    def test_without_a_record_it_is_unknown(self, check: Check) -> None:
        assert check("19.3.1", self.PART).state is State.UNKNOWN


@pytest.mark.parametrize("box_id", ["19.3.3", "19.3.4"])
def test_the_runs_of_journeys_and_faults_must_be_green(check: Check, around: MakeSurroundings, box_id: str) -> None:
    part = "a_sound_record"
    assert check(box_id, part).state is State.UNKNOWN
    record(around().home, box_id)
    assert is_green(check(box_id, part))
    record(around().home, box_id, exit_code=1)
    assert is_red(check(box_id, part), "exit code 1")
