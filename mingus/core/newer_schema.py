"""A database that a newer Mingus has migrated: whether this older one still works on it.

Migrations only add while older code runs, so it normally does; this makes sure before anything is served.
"""

import re
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from mingus.core import fingerprint, schema_version
from mingus.core.errors import ConfigurationError

_NUMBER: Final = re.compile(r"\d{4}")
_COLUMN: Final = re.compile(r"column (?P<table>[^.]+)\.(?P<name>[^:]+): (?P<kind>.+)")


def is_newer(found: str | None, head: str) -> bool:
    """Whether `found`, a migration's id, comes after `head`. Something that is no number of ours does not."""
    return bool(found and _NUMBER.fullmatch(found) and _NUMBER.fullmatch(head) and found > head)


def sentence(found: str, head: str) -> str:
    """What whoever runs this version should know."""
    return f"the database is newer than this Mingus (at {found}, this one knows {head}): deploy the newer version"


def ensure_it_fits(connection: Connection, found: str) -> None:
    """Raises ConfigurationError, naming what is in the way, when this program can't read and write what is there."""
    in_the_way = list(_in_the_way(fingerprint.difference(connection)))
    if in_the_way:
        more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
        raise ConfigurationError(
            f"The database is at {found} and does more than add to {schema_version.head()}, which this Mingus knows"
            f" ({', '.join(in_the_way[:3])}{more}). Run the newer version, or restore a backup from before it."
        )


def _in_the_way(difference: fingerprint.Difference) -> Iterator[str]:
    """Columns of ours that are gone or of another kind, and new ones that an INSERT of ours would leave empty."""
    ours = {matched["table"] for line in fingerprint.expected_lines() if (matched := _COLUMN.fullmatch(line))}
    lacking = dict(_columns(difference.missing))
    for table, name in lacking:
        yield f"{table}.{name} is not as it was"
    for (table, name), kind in _columns(difference.unknown):
        demanded = kind.endswith(" not null")  # a default stands behind these words
        if table in ours and (table, name) not in lacking and demanded:
            yield f"{table}.{name} wants a value"


def _columns(lines: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], str]]:
    for line in lines:
        if matched := _COLUMN.fullmatch(line):
            yield (matched["table"], matched["name"]), matched["kind"]
