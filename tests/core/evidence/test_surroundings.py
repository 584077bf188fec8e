"""Where evidence is made is told as it is, and never guessed."""

import subprocess
from pathlib import Path

import pytest

from mingus.core import evidence


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    ran = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return ran.stdout.strip()


def test_the_commit_and_whether_anything_was_changed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "file").write_text("one")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "-qm", "One")
    name = git(tmp_path, "rev-parse", "HEAD")
    assert evidence.commit_of(tmp_path) == (name, False)
    (tmp_path / "file").write_text("two")
    assert evidence.commit_of(tmp_path) == (name, True)


def test_outside_of_git_there_is_no_commit(tmp_path: Path) -> None:
    assert evidence.commit_of(tmp_path) == ("", False)
    assert evidence.commit_of(tmp_path / "nowhere") == ("", False)


def test_the_operator_is_who_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "founder")
    assert evidence.operator() == "founder"
    monkeypatch.delenv("USER")
    assert evidence.operator()
    assert evidence.host()
