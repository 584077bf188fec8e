"""When files changed, from repositories with a past of their own."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from mingus.checklist.looking import history
from mingus.checklist.looking.tree import Tree
from mingus.checklist.missing import Missing
from tests.checklist.conftest import NOW, MakeSurroundings, MakeTree
from tests.checklist.pages import commit


def test_the_newest_commit_of_any_of_the_paths_counts(small_tree: MakeTree, around: MakeSurroundings) -> None:
    tree = small_tree({"a": "1", "b/c": "1"})
    commit(tree, NOW - timedelta(days=30))
    (tree.root / "b/c").write_text("2")
    commit(tree, NOW - timedelta(days=3, hours=1))
    here = around(tree=tree)
    assert history.changed_at(here, "a") == NOW - timedelta(days=30)
    assert history.changed_at(here, "a", "b/") == NOW - timedelta(days=3, hours=1)
    assert (history.age_days(here, "a"), history.age_days(here, "b/")) == (30, 3)
    assert history.changed_at(here, "nothing") is None
    with pytest.raises(Missing, match="no commit holds nothing yet"):
        history.age_days(here, "nothing")


def test_a_commit_of_later_today_is_no_days_old(small_tree: MakeTree, around: MakeSurroundings) -> None:
    tree = small_tree({"a": "1"})
    commit(tree, NOW + timedelta(hours=5))
    assert history.age_days(around(tree=tree), "a") == 0


def test_a_history_that_was_cut_off_tells_nothing(
    small_tree: MakeTree, around: MakeSurroundings, tmp_path: Path
) -> None:
    tree = small_tree({"a": "1"})
    commit(tree, NOW - timedelta(days=30))
    commit(tree)
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{tree.root}", str(copy)], check=True)
    with pytest.raises(Missing, match="shallow"):
        history.changed_at(around(tree=Tree(copy)), "a")


def test_without_a_repository_nothing_is_known(tmp_path: Path, around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="no repository"):
        history.changed_at(around(tree=Tree(tmp_path)), "a")
