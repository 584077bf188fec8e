"""Faults that no test can find because they change nothing: `bench/equivalent.yaml`, each with its reason."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from bench.mutation.changes import Change

Excuses = Mapping[tuple[str, str, str], str]
"""Path, function and change, to the reason."""


def read(path: Path) -> Excuses:
    """The excuses of a file: entries of file, function, change and why."""
    entries = yaml.safe_load(path.read_text()) or []
    return {(entry["file"], entry["function"], entry["change"]): entry["why"] for entry in entries}


def is_excused(excuses: Excuses, path: str, fault: Change) -> bool:
    return (path, fault.function.name, fault.what) in excuses
