"""The schema in one line per thing, and one hash over all lines: equal where Mingus finds the same database.

The lines of this program's own schema are kept in `migrations/schema.txt`, so that a difference can be shown anywhere.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from mingus.core.schema_version import MIGRATIONS

SCHEMA_FILE: Final = MIGRATIONS / "schema.txt"
QUESTION_FILE: Final = MIGRATIONS / "describe.sql"


@dataclass(frozen=True, slots=True)
class Difference:
    """What this program's schema has and the database has not, and the other way round."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.unknown)

    def lines(self) -> list[str]:
        """Like a diff, by name: - is missing in the database, + is there and unknown."""
        both = [("-", line) for line in self.missing] + [("+", line) for line in self.unknown]
        return [f"{sign} {line}" for sign, line in sorted(both, key=lambda each: each[1].partition(":")[0])]


def describe(connection: Connection) -> tuple[str, ...]:
    """Everything the schema `public` of a database holds, sorted; one query, which any role may ask."""
    return tuple(line for (line,) in connection.exec_driver_sql(QUESTION_FILE.read_text()))


def fingerprint(connection: Connection) -> str:
    """The SHA-256 over `describe`, in hexadecimal."""
    return digest(describe(connection))


def digest(lines: Sequence[str]) -> str:
    """The fingerprint of a schema that reads like this."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def expected_lines() -> tuple[str, ...]:
    """The schema this program needs, as it was when its newest migration was written."""
    return tuple(SCHEMA_FILE.read_text().splitlines())


def expected() -> str:
    """The fingerprint of the schema this program needs."""
    return digest(expected_lines())


def difference(connection: Connection) -> Difference:
    """How the database differs from the schema this program needs; falsy when it does not."""
    wanted, found = expected_lines(), describe(connection)
    unknown = tuple(line for line in found if line not in set(wanted))
    return Difference(tuple(line for line in wanted if line not in set(found)), unknown)


def query() -> str:
    """A query that computes the fingerprint inside the database, for a file of SQL that knows no Python."""
    return f"""SELECT encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line), 'UTF8')), 'hex')
  FROM (
{QUESTION_FILE.read_text().rstrip()}
) AS described"""  # noqa: S608  our own file
