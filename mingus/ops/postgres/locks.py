"""Locks on files that end with the process that holds them, however it ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingus.core.errors import Unavailable

POLL_SECONDS = 0.05


class FileLock:
    """An exclusive lock on `path`, with a word in the file about who holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def descriptor(self) -> int | None:
        """Of the locked file. A child process that inherits it holds the lock as well."""
        return self._descriptor

    def take(self, word: str = "") -> bool:
        """Whether the lock is ours now; never waits."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        if word:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, word.encode(), 0)
        return True

    def word(self) -> str:
        """What the last holder wrote."""
        return self._path.read_text() if self._path.exists() else ""

    def release(self) -> None:
        """Gives it up; the file stays, because removing it would let two hold it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def waiting_for(path: Path, *, seconds: float) -> Iterator[None]:
    """Holds the lock on `path` inside the block. Raises Unavailable when others keep it longer than `seconds`."""
    lock = FileLock(path)
    deadline = time.monotonic() + seconds
    while not lock.take(str(os.getpid())):
        if time.monotonic() > deadline:
            raise Unavailable(f"Process {lock.word()} has held {path} for {seconds:.0f} seconds.")
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()
