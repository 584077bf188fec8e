"""19.3: features with green journeys, and pages for those who are lost."""

import subprocess
from datetime import timedelta

import pytest

from mingus.checklist.boxes.ready import function
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from mingus.checklist.service import Result
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.servers.http import Answer, Request, http_server

TEST = "def test_it() -> None: ...\n"
HEADER = "feature,status,tests\n"


def with_features(small_tree: MakeTree, rows: str) -> Tree:
    return small_tree({"docs/features.csv": HEADER + rows, "tests/test_a.py": TEST})


class TestEveryFeature:
    PART = "every_feature_has_a_green_journey"

    @pytest.fixture
    def committed(self, small_tree: MakeTree) -> Tree:
        """A tree with one feature and its test, in a repository, so that a record can be of its commit."""
        tree = with_features(small_tree, "Save,tested,tests/test_a.py::test_it\n")
        who = ("-c", "user.name=operator", "-c", "user.email=operator@money.test")
        for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "One feature"]):
            subprocess.run(["git", "-C", str(tree.root), *command], check=True)
        return tree

    def test_passes_when_each_names_a_test_and_the_run_of_this_commit_was_green(
        self, check: Check, committed: Tree, around: MakeSurroundings
    ) -> None:
        record(around().home, "19.3.1", commit=committed.commit, at=NOW - timedelta(days=30))
        assert is_green(check("19.3.1", self.PART, tree=committed))
        late = check("19.3.1", self.PART, tree=committed, now=NOW + timedelta(seconds=1))
        assert late.state is State.STALE

    def test_a_green_run_of_another_commit_is_stale(
        self, check: Check, committed: Tree, around: MakeSurroundings
    ) -> None:
        record(around().home, "19.3.1", commit=OTHER_COMMIT)
        assert check("19.3.1", self.PART, tree=committed).state is State.STALE

    def test_one_feature_that_is_not_built_is_named_and_keeps_it_from_passing(
        self, check: Check, small_tree: MakeTree, committed: Tree, around: MakeSurroundings
    ) -> None:
        record(around().home, "19.3.1", commit=committed.commit)
        tree = with_features(small_tree, "Save,tested,tests/test_a.py::test_it\nRead,not built,\nWrite,not built,\n")
        result = check("19.3.1", self.PART, tree=tree)
        assert (result.state, result.finding.detail) == (State.UNKNOWN, "not built: 2 of 3 features, like Read")

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


class TestLostVisitor:
    PART = "a_lost_visitor_is_helped"

    def visit(self, check: Check, body: str, *, status: int = 404, shown: str = "abc-123") -> Result:
        def answer(asked: Request) -> Answer:
            lost = asked.path == "/no-such-page-of-the-checklist"
            return Answer(status if lost else 200, body.encode(), {"X-Request-ID": shown} if shown else {})

        with http_server(answer) as server:
            return check("19.3.4", self.PART, environ={"PUBLIC_URL": server.url})

    def test_a_page_with_its_request_id_helps(self, check: Check) -> None:
        assert is_green(self.visit(check, "Nothing is here. Tell us: abc-123"))

    @pytest.mark.parametrize("status", [200, 403, 405, 500])
    def test_another_answer_than_404_fails(self, check: Check, status: int) -> None:
        assert is_red(self.visit(check, "Tell us: abc-123", status=status), f"answers {status} instead of 404")

    @pytest.mark.parametrize(
        "leak",
        [
            "Traceback (most recent call last)",
            "Werkzeug/3.1",
            "/usr/lib/site-packages/flask",
            "File &#34;app.py&#34;, line 3",
            'File "app.py", line 3',
        ],
    )
    def test_a_page_that_shows_our_insides_fails(self, check: Check, leak: str) -> None:
        result = self.visit(check, f"abc-123 {leak}")
        assert is_red(result, "the page shows")
        assert result.finding.figures == {"faults": 1}

    @pytest.mark.parametrize("shown", ["", "def-456"])
    def test_a_page_that_does_not_show_its_request_id_fails(self, check: Check, shown: str) -> None:
        assert is_red(self.visit(check, "Tell us: abc-123", shown=shown), "does not show its request id")


def test_the_boxes_are_made_of_these_parts() -> None:
    assert {box.id: (box.kind, box.rolls_up) for box in function.BOXES} == {
        "19.3.1": ("T+roll-up", ("10.3.2",)),
        "19.3.2": ("roll-up", ("12.2.*",)),
        "19.3.3": ("T", ()),
        "19.3.4": ("T+L", ()),
    }
