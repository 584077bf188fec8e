"""The registry of personal data: each package names its tables and how to export and erase them.

Identity walks it when someone takes their data along or leaves; a test fails on a table that nobody registered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core.tenancy import Member

Rows = Iterable[Mapping[Any, Any]]  # a RowMapping, or a dict where something sealed was opened


@dataclass(frozen=True)
class PersonalData:
    """What one package keeps of people. `export` yields (table, rows); `erase` deletes all of a household's rows.

    Where people of one household don't see all of it, `export_for` yields what one of them may take along, and `leave`
    deletes what is theirs alone when they go and the household stays. `files` yields (path, bytes) for the archive.
    """

    package: str
    tables: frozenset[str]
    export: Callable[[Session, UUID], Iterable[tuple[str, Rows]]]
    erase: Callable[[Session, UUID], None]
    export_for: Callable[[Session, Member], Iterable[tuple[str, Rows]]] | None = None
    leave: Callable[[Session, Member], None] | None = None
    files: Callable[[Session, Member], Iterable[tuple[str, Iterable[bytes]]]] | None = None


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


def leave(db: Session, member: Member) -> None:
    """Delete what is this person's alone in a household that stays, the packages above first."""
    for entry in reversed(_registry.values()):
        if entry.leave:
            entry.leave(db, member)


def taken_along(db: Session, member: Member) -> Iterator[tuple[str, Rows]]:
    """(table, rows) of everything this person may take along. Nobody else's: see `_is_anothers`."""
    for entry in registered():
        found = entry.export_for(db, member) if entry.export_for else entry.export(db, member.household_id)
        for table, rows in found:
            yield table, (row for row in rows if not _is_anothers(table, row, member.person_id))


def files(db: Session, member: Member) -> Iterator[tuple[str, Iterable[bytes]]]:
    """(path, bytes) of every file this person may take along."""
    for entry in registered():
        if entry.files:
            yield from entry.files(db, member)


def tables() -> frozenset[str]:
    """Every table some package answers for."""
    return frozenset().union(*(entry.tables for entry in _registry.values()))


def _is_anothers(table: str, row: Mapping[Any, Any], person_id: UUID) -> bool:
    """Whether a row says whose it is and names somebody else; for a package that forgot to ask."""
    owners = (
        row.get("person_id"),
        row.get("actor_id"),
        row.get("private_to"),
        row.get("id") if table == "people" else None,
    )
    return any(owner is not None and owner != person_id for owner in owners)
