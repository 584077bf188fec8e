"""Fresh secrets as a part of an environment file, written once and for its owner alone."""

import os
from pathlib import Path

from mingus.core.errors import UsageError
from mingus.core.settings import SCHEMA
from mingus.ops.envfile import PRIVATE_FILE
from mingus.ops.secrets import NAMES, new_secret

MADE = (*NAMES, "METRICS_TOKEN")


def environment_part(environment: str) -> str:
    """Lines for an environment file: which environment, a fresh value for every secret of ours, and what is missing."""
    missing = [s.name for s in SCHEMA if environment in s.required_in and s.name not in MADE]
    lines = [
        f"# Made for {environment} and for nothing else. Lose FIELD_ENCRYPTION_KEY, and sealed data stay sealed.",
        f"FLASK_ENV={environment}",
        *(f"{name}={new_secret()}" for name in MADE),
        *(["", "# Still to say:", *(f"# {name}=" for name in missing)] if missing else []),
    ]
    return "\n".join(lines) + "\n"


def write_once(file: Path, text: str) -> None:
    """A new file for its owner alone. Raises UsageError when there is one: its secrets may be in use."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    except FileExistsError:
        raise UsageError(f"{file} is there already, and secrets are never overwritten. Give another name.") from None
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror}.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
