"""What checks are tried on: small trees and whole ones with a fault in them, environments, moments."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

import mingus
from mingus.checklist.box import Box
from mingus.checklist.boxes import every_box
from mingus.checklist.documents.shelf import documents
from mingus.checklist.looking.memory import Made, Memory
from mingus.checklist.looking.rehearsal import Rehearsal, rehearse
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from mingus.checklist.service import Result, run
from mingus.checklist.surroundings import Surroundings

ROOT = Path(mingus.__file__).parents[1]
OURS = Tree(ROOT)
"""This very tree, listed and parsed once a process: nothing in it changes while tests run."""
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

Files = Mapping[str, str | bytes | None]
MakeTree = Callable[[Files], Tree]
MakeSurroundings = Callable[..., Surroundings]
Check = Callable[..., Result]


@pytest.fixture
def small_tree(tmp_path: Path) -> MakeTree:
    """A tree of nothing but the files given (and a pyproject.toml), for checks that read files."""

    def make(files: Files) -> Tree:
        root = tmp_path / "small"
        return _write(root, {"pyproject.toml": "", **files})

    return make


@pytest.fixture
def whole_tree(tmp_path: Path) -> MakeTree:
    """All of Mingus's sources with some files changed, added, or (None) taken away, for checks that boot it."""

    def make(changes: Files) -> Tree:
        root = tmp_path / "whole"
        listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True)
        for path in filter(None, listed.stdout.split("\0")):
            if (ROOT / path).is_file():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / path, root / path)  # with its time, so that what is compiled fits
        unfinished = shutil.ignore_patterns("*.pyc.*")
        for made in (ROOT / "mingus/static/dist", *ROOT.glob("mi*/**/__pycache__")):
            shutil.copytree(made, root / made.relative_to(ROOT), dirs_exist_ok=True, ignore=unfinished)
        return _write(root, changes)

    return make


def when_last_read() -> datetime:
    """The end of the day on which the newest of our pages was read: before it, that page would be of the future."""
    return datetime.combine(max(page.head.reviewed_on for page in documents(ROOT)), time.max, UTC)


@pytest.fixture
def around(tmp_path: Path) -> MakeSurroundings:
    """Surroundings of this very tree, with an empty home and an empty environment unless something else is said."""

    def make(**given: Any) -> Surroundings:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        tree = given.get("tree", OURS)
        shared = {"memory": BootsOnce()} if tree is OURS else {}
        return Surroundings(**{"tree": tree, "home": home, "now": NOW, **shared, **given})

    return make


@cache
def our_boot() -> Rehearsal:
    """This tree's application, booted as production: once a process, because it takes seconds and never differs."""
    return rehearse(ROOT)


class BootsOnce(Memory):
    """A memory of one run's own, but for that boot. Whoever remembers another boot brings a plain Memory."""

    def recall(self, name: str, make: Callable[[], Made]) -> Made:
        if name != "rehearsal":
            return super().recall(name, make)
        boot: Any = our_boot()
        return cast("Made", boot)


@pytest.fixture
def check(around: MakeSurroundings) -> Check:
    """Runs one box, or one part of it by name, in surroundings of these words; answers its result."""

    def run_one(box_id: str, part: str = "", **given: Any) -> Result:
        every = every_box()
        box = next(box for box in every if box.id == box_id)
        wanted = _only(box, part) if part else box
        [result] = run([wanted], around(**{"stage": min(box.stages), **given}), among=every)
        return result

    return run_one


def _only(box: Box, part: str) -> Box:
    """The box with one of its parts, so that a test of that part needs nothing for the others."""
    [found] = [each for each in box.parts if each.name == part]
    return Box(box.id, box.title, all_of=(found,), passes=box.passes, fix=box.fix, stages=box.stages)


def _write(root: Path, files: Files) -> Tree:
    for path, content in files.items():
        file = root / path
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return Tree(root)


def is_red(result: Result, *words: str) -> bool:
    """Whether it failed and says each of the words."""
    assert result.state is State.FAIL, f"{result.state}: {result.finding.detail}"
    assert all(word in result.finding.detail for word in words), result.finding.detail
    return True


def is_green(result: Result) -> bool:
    """Whether it passed, after looking at something."""
    assert result.state is State.PASS, f"{result.state}: {result.finding.detail}"
    assert result.finding.detail
    return True
