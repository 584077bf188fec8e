"""The registry of personal data: each package names its tables and how to export and erase them.

Identity walks it when someone takes their data along or leaves; a test fails on a table that nobody registered.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

Rows = Iterable[Mapping[Any, Any]]  # a RowMapping, or a dict where something sealed was opened


@dataclass(frozen=True)
class PersonalData:
    """What one package keeps of people. `export` yields (table, rows); `erase` deletes all of a household's rows."""

    package: str
    tables: frozenset[str]
    export: Callable[[Session, UUID], Iterable[tuple[str, Rows]]]
    erase: Callable[[Session, UUID], None]


_registry: dict[str, PersonalData] = {}


def register(entry: PersonalData) -> None:
    """Add a package's entry; each package registers once, in its `__init__.py`."""
    assert entry.package not in _registry, entry.package
    _registry[entry.package] = entry


def registered() -> list[PersonalData]:
    """Every entry. They may be exported and erased in any order."""
    return list(_registry.values())


def erase(db: Session, household_id: UUID) -> None:
    """Delete all rows of a household, the packages above first; the household itself goes last."""
    for entry in reversed(_registry.values()):
        entry.erase(db, household_id)


def tables() -> frozenset[str]:
    """Every table some package answers for."""
    return frozenset().union(*(entry.tables for entry in _registry.values()))
