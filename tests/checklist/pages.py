"""Trees that hold our documents with words in them changed, and repositories with a past."""

import os
import re
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from mingus.checklist.looking.tree import Tree
from tests.checklist.conftest import NOW, ROOT, MakeTree

BESIDE = (
    "CHANGELOG.md",
    "requirements/run.in",
    "requirements/run.txt",
    "requirements/test.in",
    "requirements/test.txt",
)
COMMANDS = ("bin/run", "bin/install", "bin/test", "bin/check", "bin/python", "bench/run")

Change = tuple[str, str, str]


def pages(small_tree: MakeTree, *changes: Change, files: Mapping[str, str | None] | None = None) -> Tree:
    """Our own documents, with words replaced (path, these, by those), and whole files given or (None) left out.

    None of them was read after NOW, whatever day it is when these tests run.
    """
    paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*") if path.suffix in KINDS]
    texts: dict[str, str | None] = {path: (ROOT / path).read_text() for path in (*paths, *BESIDE)}
    texts = {path: READ.sub(_no_later_than_now, text or "") for path, text in texts.items()}
    texts |= dict.fromkeys(COMMANDS, "")
    for path, old, new in changes:
        text = texts[path]
        assert text is not None
        assert old in text, f"{path} has no {old}"
        texts[path] = text.replace(old, new)
    texts |= files or {}
    return small_tree({path: text for path, text in texts.items() if text is not None})


def _no_later_than_now(line: re.Match[str]) -> str:
    return f"reviewed: {min(line[1], f'{NOW:%Y-%m-%d}')}"


def commit(tree: Tree, at: datetime = NOW, message: str = "a change") -> None:
    """Commit everything of the tree as it lies there, at that moment; the first time it becomes a repository."""
    if not (tree.root / ".git").exists():
        git(tree.root, at, "init", "-q")
    git(tree.root, at, "add", "-A")
    git(tree.root, at, "commit", "-q", "--allow-empty", "-m", message)


def git(root: Path, at: datetime, *arguments: str) -> None:
    moment = at.isoformat()
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    subprocess.run(["git", "-C", str(root), *arguments], check=True, env={**os.environ, **who, **when})


READ = re.compile(r"(?m)^reviewed: (\d{4}-\d\d-\d\d)")
KINDS = frozenset({".md", ".yaml", ".sql"})
WHO = {"NAME": "somebody", "EMAIL": "somebody@example.com"}
