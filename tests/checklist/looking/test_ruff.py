"""Ruff's findings in our selection, whatever the tree's own configuration says."""

from mingus.checklist.looking import ruff
from tests.checklist.conftest import MakeSurroundings, MakeTree


def test_each_finding_has_its_place_its_code_and_its_words(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({"mingus/a.py": '"""A."""\nprint(1)\nbreakpoint()\n', "other/b.py": "print(2)\n"})
    found = ruff.findings(around(tree=tree), ("T20", "T10"), "mingus")
    assert [line.split(" ")[:2] for line in found] == [["mingus/a.py:2", "T201"], ["mingus/a.py:3", "T100"]]
    assert ruff.counted(found) == {"T201": 1, "T100": 1}


def test_the_tree_can_not_excuse_itself(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({"pyproject.toml": '[tool.ruff]\nexclude = ["mingus"]\n', "mingus/a.py": "print(1)\n"})
    assert len(ruff.findings(around(tree=tree), ("T20",), "mingus")) == 1


def test_what_is_left_out_on_purpose_is(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({"mingus/a.py": "print(1)\nprint(2)  # noqa: T201\n"})
    assert len(ruff.findings(around(tree=tree), ("T20",), "mingus")) == 1
    assert ruff.findings(around(tree=tree), ("T20",), "mingus", ignore=("T201",)) == []
