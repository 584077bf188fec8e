"""Which commit runs, read as git has it, without git."""

import subprocess
from pathlib import Path

import pytest

from mingus.ops import build


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "First")
    return folder


def test_a_branch_a_packed_branch_and_a_bare_commit(checkout: Path) -> None:
    head = git(checkout, "rev-parse", "HEAD")
    assert build.checked_out(checkout) == head
    git(checkout, "pack-refs", "--all")
    assert build.checked_out(checkout) == head
    git(checkout, "checkout", "-q", "--detach")
    assert build.checked_out(checkout) == head


def test_a_worktree(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    assert build.checked_out(tmp_path / "other") == git(checkout, "rev-parse", "HEAD")


def test_no_checkout_is_unknown_and_the_setting_wins(tmp_path: Path) -> None:
    assert build.checked_out(tmp_path) == ""
    assert build.commit_of("4594384d") == "4594384d"
    assert len(build.commit_of("")) == 40 or build.commit_of("") == "unknown"
