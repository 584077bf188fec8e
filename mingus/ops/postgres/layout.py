"""Where the parts of one cluster lie, and a socket folder short enough for the operating system."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres.as_root import CLOSED_FOLDER, ServiceUser, make_folder

SOCKET_NAME = "/.s.PGSQL.5432"
LONGEST_SOCKET_BYTES = 102  # sun_path holds 103 on macOS and 107 on Linux, and one byte ends it


@dataclass(frozen=True)
class Layout:
    """The folders and files under `root`."""

    root: Path
    socket: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def start_output(self) -> Path:
        """What the server says before its own log is open; written anew at each start."""
        return self.root / "start.log"

    @property
    def lock(self) -> Path:
        """Held while the server is being started or stopped."""
        return self.root / "lock"

    @property
    def owner(self) -> Path:
        """Held by the process that started the server, as long as that process lives."""
        return self.root / "owner"


def locate(root: Path) -> Layout:
    """The layout of the cluster in `root`, whether or not anything is there."""
    socket = root / "socket"
    if len(os.fsencode(socket)) + len(SOCKET_NAME) > LONGEST_SOCKET_BYTES:
        name = f"mingus-{os.geteuid()}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}"
        socket = _short_temporary_folder() / name
    return Layout(root, socket)


def prepare(root: Path, user: ServiceUser) -> Layout:
    """The layout of the cluster in `root`, its folders made and given to the server's user."""
    layout = locate(root)
    for folder in (layout.logs, layout.socket):
        _make_private(folder, user)
    return layout


def _short_temporary_folder() -> Path:
    """Not macOS's long per-user folder, which could be too long again."""
    for candidate in (Path("/tmp"), Path(tempfile.gettempdir())):  # noqa: S108 - the folder made there is checked
        if candidate.is_dir() and os.access(candidate, os.W_OK):
            return candidate
    raise ConfigurationError("No temporary folder can be written to; PostgreSQL needs one for its socket.")


def _make_private(folder: Path, user: ServiceUser) -> None:
    """Makes `folder` for the server's user alone; refuses one that somebody else put there.

    One that is still root's own is given away too: another start is just making it, or ended before it had.
    """
    if not os.path.lexists(folder):
        make_folder(folder, CLOSED_FOLDER)
    if _is_private(folder.lstat(), os.geteuid()):
        user.own(folder)
    if not _is_private(folder.lstat(), os.geteuid() if user.uid is None else user.uid):
        raise ConfigurationError(f"{folder} belongs to somebody else or is open to others; PostgreSQL won't use it.")


def _is_private(about: os.stat_result, owner: int) -> bool:
    return stat.S_ISDIR(about.st_mode) and about.st_uid == owner and not about.st_mode & 0o077
