"""The programs that tests drive and that Python packages can't bring: Chromium, Redis, nginx, other PostgreSQLs."""

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres import binaries


@dataclass(frozen=True)
class Needed:
    """One program, Debian's package of it, and what is not run without it."""

    program: str
    package: str
    lost: str
    marker: str = ""
    """Of the tests that can't even begin; others are skipped one by one, with the reason."""
    instead: str = ""
    """A program that does as well, and Debian's package of it."""


NEEDED = (
    Needed("chromium-headless-shell", "chromium-headless-shell", "tests marked “browser”", "browser", "chromium"),
    Needed("redis-server", "redis-server", "tests that ask Redis"),
    Needed("nginx", "nginx-light", "tests that ask a web server over TLS"),
)
OLDEST = Needed("a PostgreSQL older than the newest", "postgresql", "the run on the oldest PostgreSQL")
SYSTEM_PROGRAMS = "/usr/sbin"  # not in everybody's PATH


def install_missing() -> list[Needed]:
    """Installs with apt what is missing, where root may. Answers what is missing still."""
    missing = [needed for needed in (*NEEDED, OLDEST) if not _is_there(needed)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        for needed in missing:
            _install(needed.package)
            if needed.instead and not _is_there(needed):
                _install(needed.instead)
    return [needed for needed in missing if not _is_there(needed)]


def oldest_postgresql() -> binaries.Binaries | None:
    """The oldest PostgreSQL of this machine that Mingus runs on; None when there is the newest only."""
    for major in range(binaries.OLDEST_MAJOR, binaries.NEWEST_MAJOR):
        with contextlib.suppress(ConfigurationError):
            return binaries.find({}, major=major)
    return None


def _is_there(needed: Needed) -> bool:
    if needed is OLDEST:
        return oldest_postgresql() is not None
    path = f"{os.environ.get('PATH', '')}:{SYSTEM_PROGRAMS}"
    return any(shutil.which(name, path=path) for name in (needed.program, needed.instead) if name)


def _install(package: str) -> None:
    """Whether it worked is seen afterwards; a machine without a network still runs the other tests."""
    sys.stderr.write(f"Installing {package} with apt …\n")
    # Debian would start a server of its own for some of these packages.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    if subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode:
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdin=subprocess.DEVNULL, check=False)
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
