"""HOME: the one folder of an installation, with its cluster, secrets, logs and evidence."""

import os
from collections.abc import Mapping
from pathlib import Path

import mingus
from mingus.core.errors import ConfigurationError
from mingus.ops.postgres.as_root import CLOSED_FOLDER, OPEN_FOLDER, SHARED_FOLDER, make_folder


def resolve(named: Path | None, environ: Mapping[str, str]) -> Path:
    """The home: `named`, else MINGUS_HOME, else root's /var/lib/mingus, else in the checkout, else the user's own."""
    if named is not None:
        return named.expanduser().absolute()
    if environ.get("MINGUS_HOME"):
        return Path(environ["MINGUS_HOME"]).expanduser().absolute()
    if os.geteuid() == 0:
        return SHARED_FOLDER
    checkout = Path(mingus.__file__).parents[1]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".mingus"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "mingus"


def backup_record(home: Path) -> Path:
    """The empty file whose age is that of the last whole backup; `mingus db backup` touches it, /metrics reads it."""
    return home / "last-backup"


def make(home: Path) -> None:
    """Makes `home` for its owner; root's may be passed through, because the server inside is `nobody`'s."""
    make_folder(home, OPEN_FOLDER if os.geteuid() == 0 else CLOSED_FOLDER)
    if not os.access(home, os.W_OK | os.X_OK):
        raise ConfigurationError(f"The home {home} can't be written to. Give another one with --home.")
