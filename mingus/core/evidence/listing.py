"""Which files a store has: records by their place in the chain, and what does not belong there."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from mingus.core.evidence.faults import Fault
from mingus.core.evidence.files import UNFINISHED
from mingus.core.evidence.records import is_id

ARTEFACTS: Final = "artefacts"
MAX_ENTRIES: Final = 1_000_000
_RECORD: Final = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z-([1-9][0-9]{0,15})\.json")
_OWN: Final = {"HEAD.json", "pending.json", ".lock", ARTEFACTS}


@dataclass
class Places:
    """Paths of records inside the store, oldest first, and a fault for each thing that is none."""

    ordered: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def places(folder: Path, id: str | None = None) -> Places:  # noqa: A002  the record's own word
    """The records of a store, or of one box in it."""
    found = Places()
    for where in islice(_entries(folder, id, found.faults), MAX_ENTRIES):
        if number_of(where) is None:
            found.faults.append(Fault("stray", where, "is no record; nothing else belongs here"))
        else:
            found.ordered.append(where)
    found.ordered.sort(key=lambda where: (number_of(where) or 0, where))
    return found


def has_records(folder: Path) -> bool:
    """Whether the store has the folder of any box."""
    return any(is_id(path.name) for path in folder.iterdir())


def number_of(where: str) -> int | None:
    """The place in the chain that a file's name claims; None when the name is no record's."""
    name = _RECORD.fullmatch(where.rpartition("/")[2])
    return int(name[1]) if name else None


def _entries(folder: Path, id: str | None, faults: list[Fault]) -> Iterator[str]:  # noqa: A002  the record's own word
    """Everything in the folders of boxes."""
    for name in sorted(path.name for path in folder.iterdir()) if id is None else [id]:
        if name in _OWN or name.startswith(UNFINISHED):
            continue
        if not is_id(name):
            faults.append(Fault("stray", name, "is no box and no part of a store"))
        elif (folder / name).is_symlink():
            faults.append(Fault("unreadable", name, "is a symbolic link, and evidence is never read through one"))
        else:
            yield from _entries_of(folder, name, faults)


def _entries_of(folder: Path, name: str, faults: list[Fault]) -> Iterator[str]:
    try:
        with os.scandir(folder / name) as entries:
            yield from (f"{name}/{entry.name}" for entry in entries if not entry.name.startswith(UNFINISHED))
    except FileNotFoundError:
        return
    except OSError as error:
        faults.append(Fault("unreadable", name, f"can't be listed: {error.strerror}"))
