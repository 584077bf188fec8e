"""A tree is read with bounds, whatever lies in it."""

import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingus.checklist.looking import tree as trees
from mingus.checklist.looking.tree import Tree, Unreadable
from mingus.checklist.missing import Missing
from tests.checklist.conftest import ROOT, MakeTree


def test_lists_what_git_knows_and_what_it_would_add_but_not_what_it_ignores(small_tree: MakeTree) -> None:
    tree = small_tree({".gitignore": "*.log\n", "a.py": "", "b.log": "", "c/d.py": ""})
    subprocess.run(["git", "-C", str(tree.root), "init", "-q"], check=True)
    subprocess.run(["git", "-C", str(tree.root), "add", "a.py"], check=True)
    assert tree.files() == [".gitignore", "a.py", "c/d.py", "pyproject.toml"]


def test_without_git_it_walks_past_what_is_never_ours(small_tree: MakeTree) -> None:
    tree = small_tree({"a.py": "", "node_modules/x.js": "", ".venv/y.py": ""})
    assert tree.files() == ["a.py", "pyproject.toml"]


def test_beginnings_and_endings_choose(small_tree: MakeTree) -> None:
    tree = small_tree({"mingus/a.py": "", "mingus/a.html": "", "tests/b.py": ""})
    assert tree.files("mingus/", endings=(".py",)) == ["mingus/a.py"]


def test_a_folder_without_our_sources_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no source tree"):
        Tree(tmp_path).files()


def test_a_hundred_thousand_files_are_refused_in_words(small_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MAX_FILES", 100)
    tree = small_tree({f"files/{number}": "" for number in range(150)})
    with pytest.raises(Unreadable, match="more than 100 files"):
        tree.files()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"a\0b", "is not text"), (b"\xff\xfe", "is not UTF-8"), (b"x" * (trees.MAX_BYTES + 1), "larger than 2 MB")],
)
def test_what_is_no_text_is_named(small_tree: MakeTree, content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=f"odd.py .*{words}"):
        small_tree({"odd.py": content}).read("odd.py")


def test_a_folder_and_a_missing_file_are_named(small_tree: MakeTree) -> None:
    tree = small_tree({"mingus/a.py": ""})
    with pytest.raises(Unreadable, match="mingus can't be read"):
        tree.read("mingus")
    with pytest.raises(Unreadable, match="nowhere can't be read"):
        tree.read("nowhere")


def test_a_link_out_of_the_tree_is_not_followed(small_tree: MakeTree) -> None:
    tree = small_tree({})
    (tree.root / "shadow").symlink_to("/etc/passwd")
    with pytest.raises(Unreadable, match="leads out of the tree"):
        tree.read("shadow")


def test_binaries_in_the_tree_are_passed_over_when_texts_are_read(small_tree: MakeTree) -> None:
    tree = small_tree({"a.txt": "hello", "b.png": b"\x89PNG\0"})
    assert ("a.txt", "hello") in list(tree.texts())
    assert not any(path == "b.png" for path, _ in tree.texts())


@pytest.mark.parametrize("source", ["def broken(:", "(" * 500, "x = 'a\0b'"])
def test_what_is_not_python_is_named(small_tree: MakeTree, source: str) -> None:
    with pytest.raises(Unreadable, match=r"bad\.py"):
        small_tree({"bad.py": source}).module("bad.py")


def test_knows_its_commit() -> None:
    assert len(Tree(ROOT).commit) == 40


def test_without_a_repository_the_commit_is_missing(small_tree: MakeTree) -> None:
    with pytest.raises(Missing, match="no repository"):
        _ = small_tree({}).commit


def test_checks_that_ask_at_once_see_each_file_once() -> None:
    tree, at_once = Tree(ROOT), threading.Barrier(6)

    def ask(_: int) -> int:
        at_once.wait()
        return len(tree.files("mingus/"))

    with ThreadPoolExecutor(6) as many:
        assert len(set(many.map(ask, range(6)))) == 1
    assert len(tree.files()) == len(set(tree.files()))
