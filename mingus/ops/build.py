"""Which build this is: the commit it was made from and when this process began."""

from pathlib import Path
from typing import Final

import mingus
from mingus.core.clock import now

ROOT: Final = Path(mingus.__file__).parents[1]
UNKNOWN: Final = "unknown"
STARTED_AT: Final = now()


def commit_of(given: str) -> str:
    """`given` (GIT_SHA) where there is one, else what `bin/install` wrote down, else the checkout's, else 'unknown'."""
    return given or installed() or checked_out(ROOT) or UNKNOWN


def installed() -> str:
    """The commit that was installed; '' when Mingus runs from a checkout."""
    written = Path(mingus.__file__).with_name("commit")
    return written.read_text().strip() if written.exists() else ""


def checked_out(root: Path) -> str:
    """The commit of the checkout at `root`, read without git, which a server need not have; '' when it is none."""
    try:
        folder = _git_folder(root / ".git")
        head = (folder / "HEAD").read_text().strip()
        return _resolved(folder, head.removeprefix("ref: ")) if head.startswith("ref: ") else head
    except OSError:
        return ""


def _git_folder(found: Path) -> Path:
    """A worktree has a file there that names the folder."""
    return Path(found.read_text().strip().removeprefix("gitdir: ")) if found.is_file() else found


def _resolved(folder: Path, ref: str) -> str:
    shared = folder / "commondir"
    common = (folder / shared.read_text().strip()).resolve() if shared.is_file() else folder
    if (common / ref).is_file():
        return (common / ref).read_text().strip()
    lines = (common / "packed-refs").read_text().splitlines()
    return next((line.split()[0] for line in lines if line.endswith(f" {ref}")), "")
