"""Files of a store: read bounded and without following links, written whole or not at all, one writer at a time."""

import fcntl
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from mingus.core.errors import Unavailable
from mingus.core.evidence.faults import Broken, Fault

PRIVATE_FOLDER: Final = 0o700
LOCK_WAIT_SECONDS: Final = 60
UNFINISHED: Final = ".unfinished-"  # a crash may leave such a file; nobody reads it
_PIECE_BYTES: Final = 1024 * 1024
_OPEN: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe in the place of a file can't hang us


def read(root: Path, where: str, limit_bytes: int) -> bytes:
    """The bytes of the file `where` under `root`. Raises Broken for what is not a plain file of at most the limit."""
    with opened(root, where, limit_bytes) as file:
        found = file.read(limit_bytes + 1)
    if len(found) > limit_bytes:
        raise Broken(Fault("oversized", where, f"grew while it was read, past {limit_bytes:,} bytes"))
    return found


def sha256_of(root: Path, where: str, limit_bytes: int) -> tuple[str, int]:
    """Hash and length of a file, in pieces. Raises Broken like `read`."""
    with opened(root, where, limit_bytes) as file:
        return _digest(file, limit_bytes)


@contextmanager
def opened(root: Path, where: str, limit_bytes: int) -> Iterator[BinaryIO]:
    """The plain file `where`, open. No part of the way to it below `root` may be a link."""
    try:
        descriptor = _descend(root, where)
    except FileNotFoundError:
        raise Broken(Fault("missing", where, "is not there")) from None
    except OSError as error:
        raise Broken(Fault("unreadable", where, _why_closed(root / where, error))) from None
    try:
        _must_be_plain(os.fstat(descriptor), where, limit_bytes)
    except Broken:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as file:
        try:
            yield file
        except OSError as error:
            raise Broken(Fault("unreadable", where, f"can't be read: {error.strerror}")) from None


def write(path: Path, content: bytes) -> None:
    """`content` at `path`, on the disk when this returns; a crash leaves the old file or the new one."""
    unfinished(path.parent, content).replace(path)
    sync_folder(path.parent)


def unfinished(folder: Path, content: bytes) -> Path:
    """A new file in `folder` that only its owner may read, with `content` on the disk; the caller gives it its name."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=UNFINISHED)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def move(source: Path, target: Path) -> None:
    """`source` under its new name, on the disk when this returns."""
    make_folder(target.parent)
    source.replace(target)
    sync_folder(target.parent)
    sync_folder(source.parent)


def make_folder(folder: Path) -> None:
    """`folder`, for its owner alone, if it is not there yet."""
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def keep_copy(source: BinaryIO, folder: Path, limit_bytes: int) -> tuple[str, int]:
    """Copies `source` into `folder` under its hash. Raises OverflowError when it is longer than the limit."""
    make_folder(folder)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as copy:
            digest, length = _digest(source, limit_bytes, copy)
            copy.flush()
            os.fsync(copy.fileno())
        Path(name).replace(folder / digest)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return digest, length


@contextmanager
def locked(folder: Path, *, alone: bool) -> Iterator[None]:
    """Inside the block nobody writes into `folder`; `alone`: nobody reads either. Raises Unavailable after a minute.

    Readers of a folder they may not write to (an exported copy) go without.
    """
    try:
        descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if alone:
            raise Unavailable(f"{folder} can't be written to: {error.strerror}.") from None
        yield
        return
    try:
        _wait_for(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, folder)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """The names in `folder` are on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _descend(root: Path, where: str) -> int:
    """Opens one step after the other, so that a folder swapped for a link is noticed too."""
    *folders, name = where.split("/")
    step = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            inner = os.open(folder, _OPEN | os.O_DIRECTORY, dir_fd=step)
            os.close(step)
            step = inner
        return os.open(name, _OPEN, dir_fd=step)
    finally:
        os.close(step)


def _why_closed(path: Path, error: OSError) -> str:
    if any(part.is_symlink() for part in (path, path.parent)):
        return "is a symbolic link, and evidence is never read through one"
    return f"can't be read: {error.strerror}"


def _must_be_plain(found: os.stat_result, where: str, limit_bytes: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Broken(Fault("unreadable", where, "is a folder in the place of a file"))
    if not stat.S_ISREG(found.st_mode):
        raise Broken(Fault("unreadable", where, "is no plain file"))
    if found.st_size > limit_bytes:
        raise Broken(Fault("oversized", where, f"has {found.st_size:,} bytes; {limit_bytes:,} is the limit"))


def _digest(source: BinaryIO, limit_bytes: int, copy: BinaryIO | None = None) -> tuple[str, int]:
    digest, length = hashlib.sha256(), 0
    while piece := source.read(_PIECE_BYTES):
        length += len(piece)
        if length > limit_bytes:
            raise OverflowError
        digest.update(piece)
        if copy is not None:
            copy.write(piece)
    return digest.hexdigest(), length


def _wait_for(descriptor: int, how: int, folder: Path) -> None:
    until = time.monotonic() + LOCK_WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Unavailable(f"Somebody else has been writing to {folder} for a minute.") from None
            time.sleep(0.01)
        else:
            return
