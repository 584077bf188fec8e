"""3.2: no old file is a reason in words, one that is declared needs proof; the product's questions are asked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.boxes.database.old_data import smoke_faults
from mingus.checklist.looking.legacy import PATH
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from mingus.core import migrate
from tests.checklist.boxes.stores import environment
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived

OLD = ["3.2.1", "3.2.2", "3.2.3"]
ASKED = "the_product_s_questions_are_answered"
PROOF = "a_sound_record"


@pytest.fixture
def declaring(small_tree: MakeTree) -> Tree:
    """A tree that declares one old file."""
    listed = (ROOT / PATH).read_text().replace("files: []", "files: [old.sqlite]")
    return small_tree({PATH: listed, "docs/team.yaml": (ROOT / "docs/team.yaml").read_text(), "old.sqlite": "SQLite"})


class TestOldFiles:
    @pytest.mark.parametrize("box_id", OLD)
    def test_none_is_declared_here(self, check: Check, box_id: str) -> None:
        result = check(box_id)
        assert result.state is State.NOT_APPLICABLE
        assert PATH in result.finding.detail

    @pytest.mark.parametrize("box_id", OLD)
    def test_one_that_lies_about_fails(self, check: Check, small_tree: MakeTree, box_id: str) -> None:
        files = {path: (ROOT / path).read_text() for path in (PATH, "docs/team.yaml")}
        assert is_red(check(box_id, tree=small_tree({**files, "app.db": "SQLite"})), "app.db is an old database")

    @pytest.mark.parametrize("box_id", OLD)
    def test_one_that_is_declared_needs_evidence(self, check: Check, declaring: Tree, box_id: str) -> None:
        assert check(box_id, tree=declaring).state is State.UNKNOWN

    def test_a_record_of_the_saved_copy_is_the_evidence_for_a_day(
        self, check: Check, around: MakeSurroundings, declaring: Tree
    ) -> None:
        record(around().home, "3.2.1", at=NOW - timedelta(days=2), commit=OTHER_COMMIT)
        assert check("3.2.1", tree=declaring).state is State.STALE
        record(around().home, "3.2.1", at=NOW - timedelta(hours=23), commit=OTHER_COMMIT)
        assert is_green(check("3.2.1", tree=declaring))
        record(around().home, "3.2.1", exit_code=1)
        assert is_red(check("3.2.1", tree=declaring))

    @pytest.mark.parametrize("box_id", ["3.2.2", "3.2.3"])
    def test_bringing_it_over_is_not_built(
        self, check: Check, around: MakeSurroundings, declaring: Tree, box_id: str
    ) -> None:
        record(around().home, box_id)
        result = check(box_id, tree=declaring)
        assert (result.state, "not built: " in result.finding.detail) == (State.UNKNOWN, True)


class TestQuestions:
    def test_a_database_that_is_lived_in_answers_all(self, check: Check, lived: Lived) -> None:
        result = check("3.2.4", ASKED, environ={**SECRETS, **environment(lived), "FLASK_ENV": "testing"})
        assert is_green(result)
        assert result.finding.figures == {"questions": 20}

    def test_a_table_that_is_gone_is_named(self, check: Check, empty: Surroundings, scratch_database: Scratch) -> None:
        scratch_database.run("DROP TABLE goal_contributions, goals CASCADE")
        result = check("3.2.4", ASKED, environ={**empty.environ, "FLASK_ENV": "testing", **SECRETS})
        assert is_red(result, "“goals: the list” is not answered")

    def test_an_environment_that_does_not_start_asks_nothing(self, check: Check, empty: Surroundings) -> None:
        broken = {**empty.environ, "FLASK_ENV": "production"}
        assert is_red(check("3.2.4", ASKED, environ=broken), "asked nothing")

    def test_without_a_database_nobody_knows(self, check: Check) -> None:
        assert check("3.2.4", ASKED).state is State.UNKNOWN

    def test_fifty_milliseconds_are_fast_enough_and_more_are_not(self) -> None:
        assert smoke_faults([_answer(milliseconds=50.0)] * 20) == []
        slow = [_answer(milliseconds=50.6)] * 20
        assert smoke_faults(slow) == ["95 of 100 are answered within 51 ms, more than 50"]

    def test_one_of_twenty_may_be_slow_and_two_may_not(self) -> None:
        fast, slow = _answer(), _answer(milliseconds=90.0)
        assert smoke_faults([fast] * 19 + [slow]) == []
        assert smoke_faults([fast] * 18 + [slow] * 2) == ["95 of 100 are answered within 90 ms, more than 50"]

    def test_scans_errors_and_silence_are_faults(self) -> None:
        answers = [_answer()] * 18 + [_answer(scans=["transactions", "payees"]), _answer(error="no such table")]
        assert smoke_faults(answers) == [
            "“a question” is not answered: no such table",
            "“a question” reads transactions, payees from end to end",
        ]
        assert smoke_faults([_answer()] * 19) == ["only 19 of 20 questions were asked"]
        assert smoke_faults([]) == ["only 0 of 20 questions were asked"]

    def test_a_record_of_this_schema_is_the_evidence(self, check: Check, around: MakeSurroundings) -> None:
        assert check("3.2.4", PROOF).state is State.UNKNOWN
        record(around().home, "3.2.4", schema_head="0001")
        assert check("3.2.4", PROOF).state is State.STALE
        record(around().home, "3.2.4", schema_head=migrate.head())
        assert is_green(check("3.2.4", PROOF))


def _answer(**changed: Any) -> Mapping[str, Any]:
    return {"name": "a question", "milliseconds": 1.0, "statements": 1, "scans": [], "error": "", **changed}
