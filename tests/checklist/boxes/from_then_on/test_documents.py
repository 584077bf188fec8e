"""M.2: documents that keep up, from repositories with a release in their past."""

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeTree, is_green, is_red, when_last_read
from tests.checklist.pages import commit, git

TOLD = "changed_settings_are_told"


@pytest.fixture
def released(small_tree: MakeTree) -> Tree:
    """A tree with two releases, the second the newest."""
    tree = small_tree({"CHANGELOG.md": "one", "config/production.py": "A = 1", "docs/deploy.md": "one"})
    commit(tree)
    git(tree.root, NOW, "tag", "v0.9.0")
    change(tree, "config/production.py", "A = 2")
    git(tree.root, NOW, "tag", "v0.10.0")
    return tree


def change(tree: Tree, path: str, text: str = "changed") -> None:
    (tree.root / path).parent.mkdir(parents=True, exist_ok=True)
    (tree.root / path).write_text(text)
    commit(tree)


class TestTold:
    def test_no_change_needs_no_word(self, check: Check, released: Tree) -> None:
        result = check("M.2.4", TOLD, tree=released)
        assert is_green(result)
        assert result.finding.figures["changes"] == 0
        assert "since v0.10.0" in result.finding.detail

    @pytest.mark.parametrize(
        "path",
        [
            "config/production.py",
            ".do/app.yaml",
            "mingus/core/settings/schema.py",
            ".env.example",
            "docs/environments.yaml",
        ],
    )
    @pytest.mark.parametrize("word", ["CHANGELOG.md", "docs/decisions/0001-why.md"])
    def test_a_change_needs_one(self, check: Check, released: Tree, path: str, word: str) -> None:
        change(released, path)
        change(released, "docs/deploy.md")
        result = check("M.2.4", TOLD, tree=released)
        assert is_red(result, f"{path} changed since v0.10.0", "CHANGELOG.md")
        change(released, word)
        told = check("M.2.4", TOLD, tree=released)
        assert is_green(told)
        assert told.finding.figures["changes"] == 1

    def test_a_word_about_an_older_release_tells_nothing_of_what_came_since(self, check: Check, released: Tree) -> None:
        change(released, "CHANGELOG.md", "told before")
        git(released.root, NOW, "tag", "v0.11.0")
        change(released, "config/production.py", "A = 3")
        assert is_red(check("M.2.4", TOLD, tree=released), "config/production.py changed since v0.11.0")

    def test_without_a_release_there_is_nothing_to_compare_with(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"CHANGELOG.md": "one"})
        assert check("M.2.4", TOLD, tree=tree).state is State.UNKNOWN
        commit(tree)
        git(tree.root, NOW, "tag", "something-else")
        result = check("M.2.4", TOLD, tree=tree)
        assert result.state is State.UNKNOWN
        assert "there is no release" in result.finding.detail


@pytest.mark.parametrize(
    ("box_id", "below"), [("M.2.1", ("20.1.1",)), ("M.2.2", ("20.1.2",)), ("M.2.3", ("18.1.1", "20.1.4"))]
)
def test_the_others_are_as_good_as_what_they_rest_on(
    check: Check, small_tree: MakeTree, box_id: str, below: tuple[str, ...]
) -> None:
    result = check(box_id, tree=small_tree({}))
    assert result.state is State.FAIL
    assert all(each in result.finding.detail for each in below)
    assert is_green(check(box_id, now=when_last_read()))
