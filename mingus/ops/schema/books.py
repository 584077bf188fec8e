"""Whether the books are right: what is stored twice says the same, in every household."""

from collections import Counter
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from mingus import ledger
from mingus.ops.schema.reading import SECONDS, Reach, Tour, split

_BOOKS: Final = """
    SELECT 'parts do not add up to their transaction', count(*) FROM (
        SELECT t.id FROM transactions t LEFT JOIN transaction_splits s
               ON s.household_id = t.household_id AND s.transaction_id = t.id
         WHERE t.household_id = %(id)s AND t.is_split GROUP BY t.household_id, t.id, t.amount_minor
        HAVING COALESCE(sum(s.amount_minor), 0) <> t.amount_minor) AS wrong
    UNION ALL
    SELECT 'a whole transaction has parts', count(*) FROM transactions t
     WHERE t.household_id = %(id)s AND NOT t.is_split AND EXISTS (SELECT 1 FROM transaction_splits s
                                       WHERE s.household_id = t.household_id AND s.transaction_id = t.id)
    UNION ALL
    SELECT 'contributions do not add up to what a goal has saved', count(*) FROM goals g
     WHERE g.household_id = %(id)s AND g.saved_minor <> COALESCE((SELECT sum(c.amount_minor) FROM goal_contributions c
                                       WHERE c.household_id = g.household_id AND c.goal_id = g.id), 0)
    UNION ALL
    SELECT 'an account''s days do not add up to its transactions', count(*) FROM accounts a
     WHERE a.household_id = %(id)s AND COALESCE((SELECT sum(d.sum_minor) FROM account_days d
                      WHERE d.household_id = a.household_id AND d.account_id = a.id), 0)
        <> COALESCE((SELECT sum(t.amount_minor) FROM transactions t WHERE t.deleted_at IS NULL
                      AND t.household_id = a.household_id AND t.account_id = a.id), 0)
"""
_TABLES: Final = """
    SELECT relname::text, '', relrowsecurity FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege(c.oid, 'SELECT')
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
ROLLUPS: Final = "a stored sum differs from a recount"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a household's books, and how often."""

    household_id: UUID
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Books:
    """The faults of every household's books; none when they are right."""

    faults: tuple[Fault, ...]
    reach: Reach

    @property
    def are_right(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows each table has, to be compared before and after."""

    rows: tuple[tuple[str, int], ...]
    reach: Reach


def check_books(connection: Connection, *, seconds: float = SECONDS) -> Books:
    """Parts, goals, balances and every stored sum, recomputed; three queries a household, until time is up."""
    faults: list[Fault] = []
    tour = Tour(connection, seconds=seconds)
    for household_id in tour:
        found = {row[0]: row[1] for row in connection.exec_driver_sql(_BOOKS, {"id": household_id}) if row[1]}
        with Session(connection, autoflush=False) as db:
            differences = len(ledger.recount(db, household_id))
        found |= {ROLLUPS: differences} if differences else {}
        faults += [Fault(household_id, what, count) for what, count in found.items()]
    return Books(tuple(faults), tour.reach)


def row_counts(connection: Connection, *, seconds: float = SECONDS) -> Counts:
    """The rows of every table this login may read; two queries, and one a household where row-level security asks."""
    everybodys, own = split(connection, _TABLES)
    found, tour = _counted(connection, everybodys), Tour(connection, seconds=seconds)
    for _ in tour:
        found += _counted(connection, own)
    return Counts(tuple((name, found[name]) for name, _ in sorted(everybodys + own)), tour.reach)


def _counted(connection: Connection, tables: list[tuple[str, str]]) -> Counter[str]:
    if not tables:
        return Counter()
    query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name, _ in tables)  # noqa: S608  names of the catalogue
    return Counter({row[0]: row[1] for row in connection.exec_driver_sql(query)})
