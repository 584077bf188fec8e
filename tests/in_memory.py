"""Where databases that are thrown away lie: in memory, where the machine keeps files there and has room.

A run makes and drops hundreds of databases of 700 files each. On a disk with ext4 a copy takes 30 ms at first and 600
once thousands of files were removed in the last minutes: the kernel passes over what was just freed, one by one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - folders made in it have names that nobody can guess
ROOM_BYTES: Final = 3_000_000_000
"""Logs of several servers at once (512 MB each at most) and their copies fit; how much a run takes was not measured."""


def new_folder(prefix: str) -> Path:
    """An empty folder of our own that every user may pass through, as the server's user must."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=_parent()))
    folder.chmod(0o755)
    return folder


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """The same, gone after the block."""
    made = new_folder(prefix)
    try:
        yield made
    finally:
        shutil.rmtree(made)


@lru_cache(1)
def _parent() -> Path | None:
    return MEMORY if is_fit(MEMORY) else None


def is_fit(place: Path) -> bool:
    """Whether programs may be put and started there, and there is room."""
    if not place.is_dir() or not os.access(place, os.W_OK):
        return False
    return not os.statvfs(place).f_flag & os.ST_NOEXEC and shutil.disk_usage(place).free >= ROOM_BYTES
