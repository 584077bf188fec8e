"""Whether a process runs, asked in ways that work in containers too, where nobody collects ended processes."""

import contextlib
import os
from pathlib import Path


def lives(pid: int) -> bool:
    """Whether the process runs; collects it when it is a child of ours that has ended."""
    with contextlib.suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rsplit(")", 1)[-1].split()[0] == "Z"
    except (OSError, IndexError):
        return False
