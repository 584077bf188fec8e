"""Where evidence is made: the commit, this machine, who sits at it."""

import getpass
import os
import socket
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

_GIT_SECONDS: Final = 20


class Commit(NamedTuple):
    """A git commit, and whether the tree had changes; an empty name where there is no git."""

    name: str
    is_dirty: bool


def commit_of(folder: Path) -> Commit:
    """The commit that the checkout in `folder` stands on."""
    name = _git(folder, "rev-parse", "HEAD")
    if name is None:
        return Commit("", is_dirty=False)
    changes = _git(folder, "status", "--porcelain")
    return Commit(name, is_dirty=changes is None or changes != "")


def host() -> str:
    """The name of this machine."""
    return socket.gethostname()


def operator() -> str:
    """Who runs this, as the system knows them."""
    try:
        return os.environ.get("USER") or getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as containers have
        return f"user {os.getuid()}"


def _git(folder: Path, *words: str) -> str | None:
    command = ["git", "-c", "safe.directory=*", "-C", str(folder), *words]
    try:
        ran = subprocess.run(command, capture_output=True, check=True, timeout=_GIT_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout.decode("utf-8", "replace").strip()
