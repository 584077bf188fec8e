"""1.3: what is unclean, unused, swallowed or left over is named."""

from typing import Any

import pytest

from mingus.checklist.boxes.clean_code import quality
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeTree, is_green, is_red

CONFIG = "[tool.ruff.lint]\nselect = ['F']\n"
GOOD: dict[str, Any] = {
    "raised": 404,
    "foreseen": True,
    "status": 404,
    "type": "text/html",
    "asked_for": "text/html",
    "shows_request_id": True,
    "leaks": False,
}


class TestLinter:
    PART = "the_linter_is_content"

    def test_a_clean_tree_passes(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"pyproject.toml": CONFIG, "mingus/a.py": "import os\n\nprint(os)\n"})
        assert is_green(check("1.3.1", self.PART, tree=tree))

    @pytest.mark.parametrize(
        ("source", "words"),
        [("import os\n", "F401"), ("x = 1 ;\n", "mingus/a.py is not formatted"), ("def broken(:\n", "mingus/a.py:1")],
    )
    def test_what_it_finds_is_named(self, check: Check, small_tree: MakeTree, source: str, words: str) -> None:
        tree = small_tree({"pyproject.toml": CONFIG, "mingus/a.py": source})
        assert is_red(check("1.3.1", self.PART, tree=tree), words)

    def test_a_configuration_it_cannot_read_fails(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"pyproject.toml": "[tool.ruff]\nline-length = 'long'\n", "mingus/a.py": ""})
        assert is_red(check("1.3.1", self.PART, tree=tree), "ruff can't check")

    def test_a_tree_without_the_package_is_unknown(self, check: Check, small_tree: MakeTree) -> None:
        assert check("1.3.1", self.PART, tree=small_tree({})).state is State.UNKNOWN


class TestExceptions:
    PART = "every_exception_to_it_has_a_reason"

    def test_ours_have_reasons(self, check: Check) -> None:
        assert is_green(check("1.3.1", self.PART))

    @pytest.mark.parametrize("said", ["# noqa: S105 - a state, no password", "# noqa: A002, B1  the record's own word"])
    def test_rule_and_reason_pass(self, check: Check, small_tree: MakeTree, said: str) -> None:
        assert is_green(check("1.3.1", self.PART, tree=small_tree({"mingus/a.py": f"x = 1  {said}\n"})))

    @pytest.mark.parametrize("said", ["# noqa", "# noqa: S105", "# noqa: because"])
    def test_less_is_named(self, check: Check, small_tree: MakeTree, said: str) -> None:
        tree = small_tree({"mingus/a.py": f"y = 2\nx = 1  {said}\n"})
        assert is_red(check("1.3.1", self.PART, tree=tree), "mingus/a.py:2 has a noqa")

    def test_nothing_to_look_at_is_no_pass(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(check("1.3.1", self.PART, tree=small_tree({})), "nothing to look at")


class TestUnused:
    def test_ours_is_used(self, check: Check) -> None:
        assert is_green(check("1.3.2"))

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("import os\n", "F401"),
            ("def f():\n    x = 1\n", "F841"),
            ("# x = f(1)\n", "ERA001"),
            ("def f(a):\n    return 1\n    return a\n", "unreachable code"),
        ],
    )
    def test_what_nobody_uses_is_named(self, check: Check, small_tree: MakeTree, source: str, words: str) -> None:
        assert is_red(check("1.3.2", tree=small_tree({"mingus/a.py": source})), words)

    def test_a_name_that_a_library_calls_by_is_used(self, check: Check, small_tree: MakeTree) -> None:
        source = "def bind(value, dialect):\n    return value\n"
        assert is_green(check("1.3.2", tree=small_tree({"mingus/a.py": source})))


class TestErrors:
    def test_ours_are_answered_and_none_is_swallowed(self, check: Check) -> None:
        assert is_green(check("1.3.3"))

    @pytest.mark.parametrize(
        ("source", "code"),
        [
            ("try:\n    f()\nexcept:\n    g()\n", "E722"),
            ("try:\n    f()\nexcept Exception:\n    pass\n", "S110"),
            ("for x in y:\n    try:\n        f()\n    except Exception:\n        continue\n", "S112"),
            ("import requests\n\nrequests.get('https://a.test')\n", "S113"),
        ],
    )
    def test_one_that_is_swallowed_is_named(self, check: Check, small_tree: MakeTree, source: str, code: str) -> None:
        tree = small_tree({"mingus/a.py": source})
        assert is_red(check("1.3.3", "no_error_is_swallowed", tree=tree), code)

    def test_a_good_answer_has_no_fault(self) -> None:
        assert list(quality.wrong_with(GOOD)) == []

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"status": 500}, "404 for text/html is answered 500"),
            ({"type": "application/json"}, "is answered as application/json"),
            ({"asked_for": "application/json"}, "is answered as text/html"),
            ({"shows_request_id": False}, "does not show the request id"),
            ({"leaks": True}, "shows our insides"),
            ({"leaks": True, "foreseen": False}, "404 (unforeseen) for text/html"),
        ],
    )
    def test_each_fault_of_an_answer_is_named(self, change: dict[str, Any], words: str) -> None:
        [fault] = quality.wrong_with({**GOOD, **change})
        assert words in fault

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])
    def test_a_status_that_nobody_tried_is_named(self, status: int) -> None:
        every = [{**GOOD, "raised": each, "status": each} for each in quality.STATUSES]
        assert quality.answered(every).state is State.PASS
        finding = quality.answered([answer for answer in every if answer["raised"] != status])
        assert (finding.state, finding.detail) == (State.FAIL, f"nobody tried what {status} looks like")

    def test_a_wrong_answer_among_right_ones_is_named(self) -> None:
        every = [{**GOOD, "raised": each, "status": each} for each in quality.STATUSES]
        assert "shows our insides" in quality.answered([*every, {**GOOD, "leaks": True}]).detail


class TestNotes:
    def test_ours_holds_none(self, check: Check) -> None:
        assert is_green(check("1.3.4"))

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            ("mingus/a.py", "x = 1  # " + "TO" + "DO: later"),
            ("mingus/a.html", "{# " + "FIX" + "ME #}"),
            ("migrations/a.sql", "-- " + "HA" + "CK around it"),
            ("frontend/a.ts", "/* " + "X" * 3 + " */"),
        ],
    )
    def test_one_is_named_wherever_it_stands(self, check: Check, small_tree: MakeTree, path: str, line: str) -> None:
        assert is_red(check("1.3.4", tree=small_tree({path: f"\n{line}\n"})), f"{path}:2 leaves a")

    @pytest.mark.parametrize("folder", ["mingus", "config", "migrations", "frontend", "bin", "tests", "bench"])
    def test_every_folder_of_ours_is_looked_at(self, check: Check, small_tree: MakeTree, folder: str) -> None:
        tree = small_tree({f"{folder}/a.py": "# " + "TO" + "DO: later", "docs/a.py": "# " + "TO" + "DO: later"})
        assert is_red(check("1.3.4", tree=tree), f"{folder}/a.py:1")

    @pytest.mark.parametrize("ending", ["py", "html", "sql", "yaml", "yml", "ts", "css", "toml", "sh"])
    def test_every_kind_of_source_is_looked_at(self, check: Check, small_tree: MakeTree, ending: str) -> None:
        tree = small_tree({f"frontend/a.{ending}": "# " + "TO" + "DO: later", "frontend/a.png": "# " + "TO" + "DO"})
        result = check("1.3.4", tree=tree)
        assert is_red(result, f"frontend/a.{ending}:1")
        assert result.finding.figures["looked_at"] == 1

    def test_one_with_a_listed_issue_may_stay(self, check: Check, small_tree: MakeTree) -> None:
        note = "# " + "TO" + "DO #12: later"
        listed = {"mingus/a.py": note, "docs/todo.md": "| #12 | mingus/a.py | later |"}
        assert is_green(check("1.3.4", tree=small_tree(listed)))
        unlisted = {"mingus/a.py": note, "docs/todo.md": "| #13 | mingus/a.py | later |"}
        assert is_red(check("1.3.4", tree=small_tree(unlisted)), "mingus/a.py:1")

    def test_masked_numbers_in_a_sample_are_no_note(self, check: Check, small_tree: MakeTree) -> None:
        sample = f'account = "{"X" * 3}1234"\n'
        assert is_green(check("1.3.4", tree=small_tree({"tests/a.py": sample})))
