"""What the schema lacks and what is there that nobody knows: tables, indexes, foreign keys, rows without a parent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from mingus.core import fingerprint
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
                 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisvalid) AS leads), 0),
           CASE k.confdeltype WHEN 'c' THEN 'delete' WHEN 'n' THEN 'forget' ELSE 'refuse' END,
           ARRAY(SELECT a.attname FROM unnest(COALESCE(k.confdelsetcols, k.conkey)) AS key (number)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number
                  WHERE k.confdeltype = 'n')::text[],
           child.relrowsecurity,
           has_table_privilege(child.oid, 'SELECT') AND has_table_privilege(parent.oid, 'SELECT')
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
    """A foreign key. `led_columns` of its columns stand first in some index of the table; with 0 there is none.

    When the parent goes, the rows are to 'delete', or to 'forget' it (`forgets` becomes NULL), or else to 'refuse'.
    """

    table: str
    name: str
    parent: str
    is_validated: bool
    columns: tuple[str, ...]
    parent_columns: tuple[str, ...]
    led_columns: int
    when_parent_goes: str
    forgets: tuple[str, ...]
    is_households: bool
    is_readable: bool

    @property
    def is_indexed(self) -> bool:
        """Whether looking for a parent's rows is no scan of everybody's: the household, which stands first, narrows."""
        return self.led_columns > 0

    @property
    def is_fully_indexed(self) -> bool:
        return self.led_columns >= len(self.columns)


@dataclass(frozen=True, slots=True)
class Orphans:
    """Rows whose parent is not there: how many for each foreign key that has any, and how far was looked.

    `unread` are foreign keys of tables that this login may not read, which are none of Mingus's.
    """

    counts: tuple[tuple[ForeignKey, int], ...]
    unread: tuple[str, ...]
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
    return tuple(_foreign_key(row) for row in connection.exec_driver_sql(_FOREIGN_KEYS))


def orphans(connection: Connection, *, seconds: float = SECONDS) -> Orphans:
    """Rows without a parent: one query for the keys, one for nobody's tables, one a household, until time is up."""
    every = foreign_keys(connection)
    keys = [key for key in every if key.is_readable]
    whole = sees_everything(connection)
    own = [key for key in keys if key.is_households and not whole]
    found = _count(connection, [key for key in keys if key not in own])
    tour = Tour(connection, seconds=seconds)
    for _ in tour:
        found += _count(connection, own)
    totals = tuple((key, found[key]) for key in keys if found[key])
    return Orphans(totals, tuple(key.name for key in every if not key.is_readable), tour.reach)


def _count(connection: Connection, keys: Sequence[ForeignKey]) -> Counter[ForeignKey]:
    if not keys:
        return Counter()
    counts = " UNION ALL ".join(
        f'SELECT {place}, count(*) FROM "{key.table}" AS child WHERE {orphaned(key)}'  # noqa: S608  names of the catalogue
        for place, key in enumerate(keys)
    )
    return Counter({keys[place]: count for place, count in connection.exec_driver_sql(counts)})


def orphaned(key: ForeignKey) -> str:
    """A condition on `child`, the key's table: the row's parent is not there. NULL in a key points nowhere."""
    pairs = " AND ".join(
        f'parent."{theirs}" = child."{ours}"' for ours, theirs in zip(key.columns, key.parent_columns, strict=True)
    )
    filled = " AND ".join(f'child."{column}" IS NOT NULL' for column in key.columns)
    return f'{filled} AND NOT EXISTS (SELECT 1 FROM "{key.parent}" AS parent WHERE {pairs})'  # noqa: S608  names of the catalogue


def _foreign_key(row: Sequence[Any]) -> ForeignKey:
    table, name, parent, is_validated, columns, parent_columns, led, when_gone, forgets, is_households, is_readable = (
        row
    )
    return ForeignKey(
        table=table,
        name=name,
        parent=parent,
        is_validated=is_validated,
        columns=tuple(columns),
        parent_columns=tuple(parent_columns),
        led_columns=int(led),
        when_parent_goes=when_gone,
        forgets=tuple(forgets),
        is_households=is_households,
        is_readable=is_readable,
    )


def _indexes(lines: Sequence[str]) -> dict[str, str]:
    found = (line.removeprefix("index ").partition(": ") for line in lines if line.startswith("index "))
    return {name.partition(".")[2]: definition for name, _, definition in found}


def _named(line: str) -> str:
    return line.partition(" ")[2].partition(":")[0]
