"""Makes the data folder of a new cluster: whole, or not there."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres.as_root import CLOSED_FOLDER, ServiceUser, make_folder
from mingus.ops.postgres.binaries import Binaries
from mingus.ops.postgres.layout import Layout
from mingus.ops.postgres.server import environment

LOCALES = ("C.UTF-8", "C")  # macOS before 15 has no C.UTF-8


def data_major(data: Path) -> int | None:
    """The version of PostgreSQL that wrote `data`; None when there are none yet."""
    try:
        text = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return None
    if not text.isdigit():
        raise ConfigurationError(f"{data} is not a data folder of PostgreSQL 10 or newer.")
    return int(text)


def initialize(layout: Layout, binaries: Binaries, user: ServiceUser, *, password: str, durable: bool) -> None:
    """Runs initdb beside the final place and renames, so that a crash leaves nothing half made."""
    unfinished = layout.root / "data.unfinished"
    password_file = _password_file(layout.root, user, password)
    try:
        for locale in LOCALES:
            shutil.rmtree(unfinished, ignore_errors=True)
            make_folder(unfinished, CLOSED_FOLDER)
            user.own(unfinished)
            done = _initdb(binaries, user, _arguments(unfinished, locale, password_file, durable=durable))
            if done.returncode == 0:
                unfinished.rename(layout.data)
                return
    finally:
        password_file.unlink(missing_ok=True)
    raise ConfigurationError(f"initdb of PostgreSQL {binaries.version} failed:\n{done.stdout.strip()[-2000:]}")


def _arguments(data: Path, locale: str, password_file: Path, *, durable: bool) -> list[str]:
    sure = ["--data-checksums"] if durable else ["--no-sync"]
    signing_in = ["--auth=scram-sha-256", "--username=postgres", f"--pwfile={password_file}"]
    return ["-D", str(data), "--encoding=UTF8", f"--locale={locale}", *signing_in, *sure]


def _initdb(binaries: Binaries, user: ServiceUser, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(binaries.program("initdb")), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env=environment(),
        umask=0o077,
        check=False,
        **user.identity,
    )


def _password_file(folder: Path, user: ServiceUser, password: str) -> Path:
    """Read by initdb, which may be another user and so can't read HOME/secrets; removed at once."""
    descriptor, path = tempfile.mkstemp(dir=folder, prefix="initdb")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(password + "\n")
    user.own(Path(path))
    return Path(path)
