"""What the schema lacks and what is there that nobody knows: tables, indexes, foreign keys, rows without a parent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from mingus.core import fingerprint
from mingus.core.db import GLOBAL_TABLES
from mingus.ops.schema.reading import SECONDS, Reach, Tour, sees_everything

_FOREIGN_KEYS: Final = """
    SELECT child.relname, k.conname, parent.relname, k.convalidated,
           ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS key (number, place)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number ORDER BY place)::text[],
           ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS key (number, place)
                   JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number ORDER BY place)::text[],
           COALESCE((SELECT max(led) FROM (
               SELECT (SELECT count(*) FROM generate_series(0, i.indnkeyatts - 1) AS place
                        WHERE (i.indkey::int2[])[0:place] <@ k.conkey) AS led
                 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisvalid) AS leads), 0)
      FROM pg_constraint k
      JOIN pg_class child ON child.oid = k.conrelid
      JOIN pg_class parent ON parent.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
     ORDER BY 1, 2
"""
_INVALID: Final = """
    SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY 1
"""
_TABLES: Final = """
    SELECT relname::text FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f', 'm', 'v')
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables and views of `public` against those that Mingus makes, its queue's included."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indexes:
    """`missing` and `changed` against the kept schema; `invalid` ones take writes and serve no query."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    invalid: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A foreign key. `led_columns` of its columns stand first in some index of the table; with 0 there is none."""

    table: str
    name: str
    parent: str
    is_validated: bool
    columns: tuple[str, ...]
    parent_columns: tuple[str, ...]
    led_columns: int

    @property
    def is_indexed(self) -> bool:
        """Whether looking for a parent's rows is no scan of everybody's: the household, which stands first, narrows."""
        return self.led_columns > 0

    @property
    def is_fully_indexed(self) -> bool:
        return self.led_columns >= len(self.columns)


@dataclass(frozen=True, slots=True)
class Orphans:
    """Rows whose parent is not there: how many for each foreign key that has any, and how far was looked."""

    counts: tuple[tuple[ForeignKey, int], ...]
    reach: Reach

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def tables(connection: Connection) -> Tables:
    """Missing and unknown tables and views; one query."""
    found = {name for (name,) in connection.exec_driver_sql(_TABLES)}
    wanted = {_named(line) for line in fingerprint.expected_lines() if line.startswith(("table ", "view "))}
    wanted = {name.removesuffix(" says") for name in wanted}
    return Tables(tuple(sorted(wanted - found)), tuple(sorted(found - wanted)))


def indexes(connection: Connection) -> Indexes:
    """Missing, changed, invalid and unknown indexes; two queries."""
    invalid = tuple(name for (name,) in connection.exec_driver_sql(_INVALID))
    wanted, found = _indexes(fingerprint.expected_lines()), _indexes(fingerprint.describe(connection))
    changed = {name for name in wanted if name in found and found[name].removesuffix(", invalid") != wanted[name]}
    return Indexes(
        missing=tuple(sorted(wanted.keys() - found.keys())),
        changed=tuple(sorted(changed)),
        invalid=invalid,
        unknown=tuple(sorted(found.keys() - wanted.keys())),
    )


def foreign_keys(connection: Connection) -> tuple[ForeignKey, ...]:
    """Every foreign key of `public`; one query."""
    return tuple(
        ForeignKey(row[0], row[1], row[2], row[3], tuple(row[4]), tuple(row[5]), int(row[6]))
        for row in connection.exec_driver_sql(_FOREIGN_KEYS)
    )


def orphans(connection: Connection, *, seconds: float = SECONDS) -> Orphans:
    """Rows without a parent: one query for the keys, one for nobody's tables, one a household, until time is up."""
    keys = foreign_keys(connection)
    everybodys = keys if sees_everything(connection) else [key for key in keys if key.table in GLOBAL_TABLES]
    found = _count(connection, everybodys)
    tour = Tour(connection, seconds=seconds)
    own = [key for key in keys if key not in everybodys]
    for _ in tour:
        found = [*found, *_count(connection, own)]
    totals = {key: sum(count for which, count in found if which == key) for key, _ in found}
    return Orphans(tuple((key, count) for key, count in totals.items() if count), tour.reach)


def _count(connection: Connection, keys: Sequence[ForeignKey]) -> list[tuple[ForeignKey, int]]:
    if not keys:
        return []
    counts = " UNION ALL ".join(f"SELECT {place}, count(*) {orphaned(key)}" for place, key in enumerate(keys))
    return [(keys[place], count) for place, count in connection.exec_driver_sql(counts) if count]


def orphaned(key: ForeignKey) -> str:
    """`FROM child … WHERE …`: the rows of this key's table whose parent is not there. NULL in a key points nowhere."""
    pairs = " AND ".join(
        f'parent."{theirs}" = child."{ours}"' for ours, theirs in zip(key.columns, key.parent_columns, strict=True)
    )
    filled = " AND ".join(f'child."{column}" IS NOT NULL' for column in key.columns)
    return (
        f'FROM "{key.table}" AS child WHERE {filled}'  # noqa: S608  names of the catalogue
        f' AND NOT EXISTS (SELECT 1 FROM "{key.parent}" AS parent WHERE {pairs})'
    )


def _indexes(lines: Sequence[str]) -> dict[str, str]:
    found = (line.removeprefix("index ").partition(": ") for line in lines if line.startswith("index "))
    return {name.partition(".")[2]: definition for name, _, definition in found}


def _named(line: str) -> str:
    return line.partition(" ")[2].partition(":")[0]
