"""Looking at a database without changing it, household by household where row-level security wants one named.

Every look takes a SQLAlchemy connection, in autocommit as the product opens it or in a transaction of the caller's.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection

from mingus.core.ids import NIL

SECONDS: Final = 5.0
"""How long a look into all households goes on before it says how far it came."""

_HOUSEHOLDS: Final = """
    SELECT id FROM households
    UNION SELECT household_id FROM memberships
    UNION SELECT household_id FROM sessions
    UNION SELECT household_id FROM refresh_tokens
    UNION SELECT owner_id FROM data_keys WHERE owner_kind = 'household'
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many households were looked into, of how many that are known of."""

    looked_at: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.looked_at == self.total

    def words(self) -> str:
        """For a report: 'all 12 households', 'the first 300 of 1,200 households'."""
        if self.is_complete:
            return f"all {self.total:,} households" if self.total else "no household, because there is none"
        return f"the first {self.looked_at:,} of {self.total:,} households"


class Tour:
    """Goes through the households until time is up; `reach` tells afterwards how far it came.

    A role that row-level security does not hold back (a superuser) makes one round that sees everybody.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        seconds: float = SECONDS,
        with_system: bool = False,
        also: tuple[UUID, ...] = (),
    ) -> None:
        self._connection = connection
        self._ends_at = time.monotonic() + seconds
        self._stops = tuple(dict.fromkeys(households(connection) + also + ((NIL,) if with_system else ())))
        self._looked_at = 0

    def __iter__(self) -> Iterator[UUID]:
        """Inside the loop's body the connection sees this household's rows."""
        for household_id in self._stops:
            if time.monotonic() > self._ends_at:
                return
            with seeing(self._connection, household_id):
                yield household_id
            self._looked_at += 1

    @property
    def reach(self) -> Reach:
        system = int(NIL in self._stops)
        return Reach(max(self._looked_at - system, 0), len(self._stops) - system)


def households(connection: Connection) -> tuple[UUID, ...]:
    """Every household somebody has heard of, also one whose own row is gone."""
    return tuple(household_id for (household_id,) in connection.exec_driver_sql(_HOUSEHOLDS))


def sees_everything(connection: Connection) -> bool:
    """Whether row-level security does not hold this login back."""
    asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return bool(connection.exec_driver_sql(asked).scalar())


@contextmanager
def seeing(connection: Connection, household_id: UUID) -> Iterator[None]:
    """Inside the block the connection sees one household's rows; nothing of it stays behind, also not in a pooler."""
    setting = f"SELECT set_config('app.household_id', '{household_id}', true)"
    if not _is_idle(connection):
        connection.exec_driver_sql(setting)
        yield
        connection.exec_driver_sql("SELECT set_config('app.household_id', '', true)")
        return
    connection.exec_driver_sql(f"BEGIN READ ONLY; {setting}")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK")


def split(connection: Connection, query: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Columns of a query (table, column, whether row-level security is on): those seen at once, those by household."""
    found = [(row[0], row[1], row[2]) for row in connection.exec_driver_sql(query)]
    whole = sees_everything(connection)
    at_once = [(table, column) for table, column, is_households in found if whole or not is_households]
    return at_once, [(table, column) for table, column, is_households in found if is_households and not whole]


def _is_idle(connection: Connection) -> bool:
    """In autocommit, outside any transaction: one has to be opened, or the setting would end with its statement."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return bool(driver.autocommit) and driver.info.transaction_status == TransactionStatus.IDLE
