"""Whether what must be sealed is sealed: envelopes of encrypted columns, root keys in use, password hashes."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from mingus.core import crypto
from mingus.ops.schema.reading import SECONDS, Reach, Tour, split

SAMPLE: Final = 200
MIN_MEMORY_KIB, MIN_PASSES, MIN_LANES = 19 * 1024, 2, 1

_COLUMNS: Final = r"""
    SELECT c.relname::text, a.attname::text, c.relrowsecurity
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT a.attisdropped AND has_table_privilege(c.oid, 'SELECT')
       AND a.attnum > 0 AND a.attname ~ '(^|_)(sealed|wrapped)$' ORDER BY 1, 2
"""
_HASHES: Final = r"""
    SELECT COALESCE(substring(password_hash FROM '^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$'), '') AS made_with, count(*)
      FROM people GROUP BY 1
"""
_OPERATORS: Final = """
    SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM passkeys WHERE passkeys.person_id = o.person_id)
       AND NOT EXISTS (SELECT FROM authenticator_apps a WHERE a.person_id = o.person_id AND a.confirmed_at IS NOT NULL))
      FROM operators o
"""
_ARGON2ID: Final = re.compile(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$")


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """An encrypted column: how many values were looked at, and how many are no envelope, so perhaps open text."""

    table: str
    column: str
    looked_at: int
    open: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """Every encrypted column, and how far was looked."""

    columns: tuple[SealedColumn, ...]
    reach: Reach

    @property
    def open(self) -> int:
        return sum(column.open for column in self.columns)


@dataclass(frozen=True, slots=True)
class Keys:
    """Root keys: those of the settings, those the database names, how many data keys each wraps.

    `canary` is 'right', 'wrong', or 'none yet' for the key that seals now.
    """

    current: str
    configured: tuple[str, ...]
    registered: tuple[str, ...]
    wrapped_by: tuple[tuple[str, int], ...]
    canary: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys that data keys still need and the settings do not hold."""
        return tuple(kid for kid, _ in self.wrapped_by if kid not in self.configured)

    @property
    def percent_current(self) -> int:
        """How many of a hundred data keys the current root key wraps, rounded down; 100 when there are none."""
        total = sum(count for _, count in self.wrapped_by)
        return 100 * dict(self.wrapped_by).get(self.current, 0) // total if total else 100


@dataclass(frozen=True, slots=True)
class PasswordHashes:
    """People's password hashes: how many, of what kind, how many weaker than Argon2id with 19 MiB and two passes."""

    total: int
    weak: int
    kinds: tuple[tuple[str, int], ...]


def sealed(connection: Connection, *, at_most: int = SAMPLE, seconds: float = SECONDS) -> Sealed:
    """`at_most` values of each encrypted column (of each household); the catalogue and one query for each round."""
    everybodys, own = split(connection, _COLUMNS)
    found = _looked_at(connection, everybodys, at_most)
    tour = Tour(connection, seconds=seconds)
    for _ in tour:
        found += _looked_at(connection, own, at_most)
    names = sorted(everybodys + own)
    seen = tuple(SealedColumn(*name, found[*name, True] + found[*name, False], found[*name, False]) for name in names)
    return Sealed(seen, tour.reach)


def keys(connection: Connection, ring: crypto.KeyRing) -> Keys:
    """The root keys of `ring` (`crypto.ring_of(settings)`) against the key registry; two queries."""
    registered = {
        kid: bytes(canary) for kid, canary in connection.exec_driver_sql("SELECT kid, canary FROM key_registry")
    }
    wrapped = connection.exec_driver_sql("SELECT kid, count(*) FROM data_keys GROUP BY 1 ORDER BY 1").all()
    canary = "none yet"
    if ring.kid in registered:
        canary = "right" if ring.recognises(ring.kid, registered[ring.kid]) else "wrong"
    return Keys(ring.kid, ring.kids, tuple(sorted(registered)), tuple((kid, count) for kid, count in wrapped), canary)


def password_hashes(connection: Connection) -> PasswordHashes:
    """Every person's hash, by its parameters; one query."""
    kinds = Counter({row[0]: row[1] for row in connection.exec_driver_sql(_HASHES)})
    weak = sum(count for kind, count in kinds.items() if not _is_strong(kind))
    return PasswordHashes(kinds.total(), weak, tuple(sorted((kind or "not Argon2id", n) for kind, n in kinds.items())))


def operators(connection: Connection) -> tuple[int, int]:
    """How many operators there are, and how many of them have no second factor; one query."""
    every, without = connection.exec_driver_sql(_OPERATORS).one()
    return int(every), int(without)


def _looked_at(connection: Connection, columns: list[tuple[str, str]], at_most: int) -> Counter[tuple[str, str, bool]]:
    if not columns:
        return Counter()
    query = " UNION ALL ".join(
        f'(SELECT {place}, substring("{column}" FOR {crypto.SHORTEST_BYTES}) FROM "{table}"'  # noqa: S608  catalogue names
        f' WHERE "{column}" IS NOT NULL LIMIT {at_most:d})'
        for place, (table, column) in enumerate(columns)
    )
    return Counter(
        (*columns[place], crypto.is_sealed(bytes(head))) for place, head in connection.exec_driver_sql(query)
    )


def _is_strong(kind: str) -> bool:
    made = _ARGON2ID.fullmatch(kind)
    if made is None:
        return False
    memory, passes, lanes = (int(number) for number in made.groups())
    return memory >= MIN_MEMORY_KIB and passes >= MIN_PASSES and lanes >= MIN_LANES
