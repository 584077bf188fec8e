"""Every feature names the tests that go through it, and those tests are there."""

from pathlib import Path

import pytest

from mingus.checklist.documents import DocumentError, features, missing_tests
from tests.checklist.documents.conftest import Write

TOP = "feature,status,tests\n"


def test_a_test_that_is_not_there_is_named(write: Write, tmp_path: Path) -> None:
    write("tests/test_goals.py", "def test_a_goal():\n    assert True\n")
    write("docs/features.csv", f"{TOP}Goals,tested,tests/test_goals.py::test_a_goal tests/test_goals.py::test_two\n")
    (goals,) = features(tmp_path)
    assert missing_tests(tmp_path, goals) == ["tests/test_goals.py::test_two"]
    write("tests/test_goals.py", "def (:\n")
    assert len(missing_tests(tmp_path, goals)) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feature,tests\n", "the columns are feature, status, tests"),
        (f"{TOP}Goals,done,tests/a.py::test_b\n", r"features\.csv:2: the status is tested or not built, not done"),
        (f"{TOP}Goals,tested,\n", "what is tested names its tests"),
        (f"{TOP}Goals,not built,tests/a.py::test_b\n", "what is not built names none"),
    ],
)
def test_a_row_that_says_too_little_is_refused(write: Write, tmp_path: Path, text: str, words: str) -> None:
    write("docs/features.csv", text)
    with pytest.raises(DocumentError, match=words):
        features(tmp_path)


def test_our_features_name_tests_that_exist(root: Path) -> None:
    found = features(root)
    assert len({feature.name for feature in found}) == len(found) > 20
    assert {feature.name: missing for feature in found if (missing := missing_tests(root, feature))} == {}
