"""Figures of several processes in one table: a row of numbers for each process, in memory they share.

gunicorn's workers come and go, so each takes a row (a slot) by locking a file, and goes on counting where the one
before it stopped: counters only grow, and the table never does. prometheus-client's own sharing keeps a file for every
process there ever was, which our workers, renewed after some thousand requests, would fill a disk with.
"""

import fcntl
import mmap
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

MAX_SLOTS: Final = 32
CELL_BYTES: Final = 8
PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
SHARED_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - our folder in it is 0700, and checked to be ours


class Table:
    """One process's row, and the view of all rows."""

    def __init__(self, cells: int, memory: "memoryview[float]", slot: int, folder: Path | None) -> None:
        self._cells = cells
        self._all = memory
        self._folder = folder
        self._mine = memory[slot * cells : (slot + 1) * cells]
        self._lock = Lock()

    def add(self, cell: int, amount: float = 1.0) -> None:
        """Add to one of this process's numbers."""
        with self._lock:
            self._mine[cell] += amount

    def put(self, cell: int, value: float) -> None:
        """Set one of this process's numbers."""
        self._mine[cell] = value

    def total(self, cell: int, *, living_only: bool = False) -> float:
        """A number summed over all processes: those that ended too, as counters want it, or the living alone."""
        slots = self._living() if living_only else range(len(self._all) // self._cells)
        return sum(self._all[slot * self._cells + cell] for slot in slots)

    def living(self) -> int:
        """How many processes count here."""
        return len(self._living())

    def _living(self) -> list[int]:
        if self._folder is None:
            return [0]
        return [slot for slot in range(MAX_SLOTS) if not _is_free(self._folder / f"slot-{slot}")]


def private(cells: int) -> Table:
    """A table of this process alone."""
    return Table(cells, memoryview(bytearray(cells * CELL_BYTES)).cast("d"), 0, None)


def shared(cells: int, layout: str, family: int, root: Path | None = None) -> Table:
    """The table that all children of the process `family` share, and a row of it for this one.

    A private one where all rows are taken: its figures are missing then, and nothing else.
    """
    folder = _folder(root or _memory(), family)
    slot = _take_slot(folder)
    if slot is None:
        return private(cells)
    descriptor = os.open(folder / f"table-{layout}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        size_bytes = MAX_SLOTS * cells * CELL_BYTES
        os.ftruncate(descriptor, size_bytes)
        memory = memoryview(mmap.mmap(descriptor, size_bytes)).cast("d")
    finally:
        os.close(descriptor)
    return Table(cells, memory, slot, folder)


_held: list[int] = []


def _take_slot(folder: Path) -> int | None:
    """A free row. Its lock lasts as long as this process, however that ends."""
    for slot in range(MAX_SLOTS):
        descriptor = os.open(folder / f"slot-{slot}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        _held.append(descriptor)
        return slot
    return None


def _is_free(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _memory() -> Path:
    return SHARED_MEMORY if SHARED_MEMORY.is_dir() else Path(tempfile.gettempdir())


def _folder(root: Path, family: int) -> Path:
    """The family's folder, ours alone; what families that ended have left behind goes."""
    prefix = f"mingus-figures-{os.getuid()}-"
    for old in root.glob(f"{prefix}*"):
        if not _lives(old.name.removeprefix(prefix)):
            _remove(old)
    folder = root / f"{prefix}{family}"
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o777 != PRIVATE_FOLDER:
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def _remove(folder: Path) -> None:
    for file in _files(folder):
        with suppress(FileNotFoundError):
            file.unlink()
    with suppress(OSError):
        folder.rmdir()


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()
