"""Whether the database has the schema that this program needs, whole and in force."""

import re
from typing import Final

from mingus.checklist.looking.database.asking import LOOK_SECONDS, asking, toured
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.rules import Finding, failed, judged, passed, warned
from mingus.checklist.surroundings import Surroundings
from mingus.core import fingerprint, migrate, migration_log
from mingus.ops import schema

SQL_FILE: Final = migration_log.BY_FILE
_DIGEST: Final = re.compile(r"'([0-9a-f]{64})'")


def newest_migration_is_there(around: Surroundings) -> Finding:
    """The database stands at this program's newest migration."""
    with asking(around) as connection:
        found = migrate.current(connection)
    wanted = migrate.head()
    return judged(_unless(found == wanted, f"the database is at {found}, this program needs {wanted}"), f"at {wanted}")


def schema_is_equal(around: Surroundings) -> Finding:
    """What the database holds reads line by line like the schema this program was written for."""
    with asking(around) as connection:
        difference = fingerprint.difference(connection)
    faults = [f"missing: {line}" for line in difference.missing] + [f"unknown: {line}" for line in difference.unknown]
    lines = len(fingerprint.expected_lines())
    return judged(faults, f"all {lines} lines are equal, fingerprint {fingerprint.expected()[:12]}", lines=lines)


def migration_run_is_logged(around: Surroundings) -> Finding:
    """The newest run in migration_log applied the SQL of this tree, and left the schema that is there now."""
    digest = digest_of_sql(around)
    with asking(around) as connection:
        lines = migration_log.lines(connection, at_most=1)
        found = fingerprint.fingerprint(connection)
    if not lines:
        return failed("migration_log has no line: nobody knows how this schema came here")
    newest = lines[0]
    faults = _unless(newest.head == migrate.head(), f"the newest run ended at {newest.head}, not {migrate.head()}")
    faults += _unless(newest.sql_sha256 == digest, f"the newest run applied other SQL than {SQL_FILE} of this tree")
    faults += _unless(newest.fingerprint == found, "the schema was changed after the newest run")
    return judged(faults, f"{newest.applied_by} at {newest.applied_at:%Y-%m-%d %H:%M} UTC, with the SQL of this tree")


def digest_of_sql(around: Surroundings) -> str:
    """The hash of all migrations that the tree's file of SQL writes into migration_log. Raises NoAnswer without one."""
    found = _DIGEST.search(around.tree.read(SQL_FILE))
    if found is None:
        raise NoAnswer(f"{SQL_FILE} does not say which migrations it is made of")
    return found[1]


def every_table_is_there(around: Surroundings) -> Finding:
    """Every table and view of the program; one too many only warns."""
    with asking(around) as connection:
        found = schema.tables(connection)
    if found.missing:
        return judged([f"{name} is missing" for name in found.missing], "")
    if found.unknown:
        return warned(f"nobody knows {', '.join(found.unknown[:5])}", unknown=len(found.unknown))
    return passed("every table and view is there, and no other")


def every_index_is_there(around: Surroundings) -> Finding:
    """Every index of the program, as it was written and valid; and one that begins each foreign key."""
    with asking(around) as connection:
        found, keys = schema.indexes(connection), schema.foreign_keys(connection)
    faults = [f"{name} is missing" for name in found.missing]
    faults += [f"{name} is not what it should be" for name in found.changed]
    faults += [f"{name} is invalid" for name in found.invalid]
    faults += [f"no index begins with {key.table}.{key.columns[0]} of {key.name}" for key in keys if not key.is_indexed]
    if not faults and found.unknown:
        return warned(f"nobody knows the index {', '.join(found.unknown[:5])}", unknown=len(found.unknown))
    return judged(
        faults, f"every index is there and valid, and one for each of {len(keys)} foreign keys", keys=len(keys)
    )


def foreign_keys_hold(around: Surroundings) -> Finding:
    """Every foreign key was checked against the rows that were there before it."""
    with asking(around) as connection:
        keys = schema.foreign_keys(connection)
    if not keys:
        return failed("the database has no foreign key at all")
    faults = [f"{key.name} of {key.table} was never validated" for key in keys if not key.is_validated]
    return judged(faults, f"{len(keys)} foreign keys, all validated", keys=len(keys))


def no_row_is_orphaned(around: Surroundings) -> Finding:
    """No row points to one that is not there."""
    with asking(around) as connection:
        found = schema.orphans(connection, seconds=LOOK_SECONDS)
    faults = [f"{count} rows of {key.table} have no row in {key.parent} ({key.name})" for key, count in found.counts]
    return toured(faults, "no row without its parent", found.reach, orphans=found.total, unread=len(found.unread))


def _unless(holds: bool, fault: str) -> list[str]:  # noqa: FBT001 - a condition is what it is about
    return [] if holds else [fault]
