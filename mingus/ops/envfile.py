"""Small files of NAME=value lines that only their owner may read. Values are made once and never overwritten."""

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from mingus.core.errors import ConfigurationError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def ensure(path: Path, makers: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """What `path` holds, after adding a fresh value for every name of `makers` it lacks."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    values = read(path)
    missing = {name: make() for name, make in makers.items() if not values.get(name)}
    if missing:
        values.update(missing)
        _write(path, values)
    return values


def read(path: Path) -> dict[str, str]:
    """The names and values in `path`; none when there is no such file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigurationError(f"{path} can't be read: {error.strerror}.") from None
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def _write(path: Path, values: Mapping[str, str]) -> None:
    """Whole or not at all: a crash in the middle must not lose a key that seals data."""
    text = "".join(f"{name}={value}\n" for name, value in values.items())
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mkstemp makes it 0600
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(path)
