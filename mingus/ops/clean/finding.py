"""Looks for what does not belong in a database that people live in; changes nothing."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from mingus.ops import schema
from mingus.ops.clean.rules import is_test_address
from mingus.ops.schema import ForeignKey

SECONDS: Final = 60.0

_SEEDS: Final = """
    SELECT h.id, COALESCE(s.what, 'demonstration'), COALESCE(s.made_at, h.created_at)::date::text
      FROM households h LEFT JOIN seed_runs s ON s.household_id = h.id WHERE h.is_demo OR s.what IS NOT NULL ORDER BY 1
"""
_PEOPLE: Final = """
    SELECT m.household_id, p.email, p.created_at::date::text
      FROM people p JOIN memberships m ON m.person_id = p.id ORDER BY m.household_id, p.id
"""
_LONELY: Final = """
    SELECT id, email FROM people p WHERE NOT EXISTS (SELECT 1 FROM memberships WHERE person_id = p.id) ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Household:
    """A household that is nobody's: `why` is what a program called it, or the domain of its people's addresses."""

    id: UUID
    why: str
    made_on: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that would be removed. `shared` are households where a test person lives with somebody real: they stay.

    `lonely` are test people without a household.
    """

    seeds: tuple[Household, ...]
    test_households: tuple[Household, ...]
    shared: tuple[Household, ...]
    lonely: tuple[UUID, ...]
    orphans: tuple[tuple[ForeignKey, int], ...]
    unknown_tables: tuple[str, ...]
    reach: schema.Reach

    @property
    def households(self) -> tuple[Household, ...]:
        return self.seeds + self.test_households

    def __bool__(self) -> bool:
        return bool(self.households or self.lonely or self.orphans or self.unknown_tables)


def find(connection: Connection, *, seconds: float = SECONDS) -> Found:
    """Households of programs and of test people, orphans, unknown tables."""
    seeds = tuple(Household(*row) for row in connection.exec_driver_sql(_SEEDS))
    nobodys, shared = _test_households(connection, {seed.id for seed in seeds})
    orphans = schema.orphans(connection, seconds=seconds)
    lonely = (row[0] for row in connection.exec_driver_sql(_LONELY) if is_test_address(row[1]))
    return Found(
        seeds, nobodys, shared, tuple(lonely), orphans.counts, schema.tables(connection).unknown, orphans.reach
    )


def _test_households(connection: Connection, but: set[UUID]) -> tuple[tuple[Household, ...], tuple[Household, ...]]:
    """Those in which everybody is a test person, and those in which somebody real lives too."""
    people: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for household_id, address, made_on in connection.exec_driver_sql(_PEOPLE):
        people[household_id].append((address, made_on))
    nobodys: list[Household] = []
    shared: list[Household] = []
    for household_id, members in people.items():
        fake = [(address.rpartition("@")[2], made_on) for address, made_on in members if is_test_address(address)]
        if fake and household_id not in but:
            where = nobodys if len(fake) == len(members) else shared
            where.append(Household(household_id, f"test person at {fake[0][0]}", fake[0][1]))
    return tuple(nobodys), tuple(shared)
