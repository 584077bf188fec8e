"""Removes what `finding` found, and writes down that it did. Whoever calls has made a backup.

Households go through the packages' own erasers, orphans as their foreign key says of a parent that goes.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from psycopg import sql
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from mingus import dashboard, goals, identity, ledger, uploads  # noqa: F401  all that keep something of people
from mingus.core import events, personal_data
from mingus.core.db import GLOBAL, engine, transaction
from mingus.ops import schema
from mingus.ops.clean.finding import Found, find
from mingus.ops.schema import ForeignKey
from mingus.ops.schema.reading import households

ROUNDS: Final = 5  # a row without a parent may itself be a parent
_KIND: Final = text("SELECT relkind::text FROM pg_class WHERE oid = to_regclass(:name)")
_ACCOUNTS: Final = text("SELECT id FROM accounts WHERE household_id = :household_id")
_FORGET_PEOPLE: Final = text("DELETE FROM people WHERE id = ANY(:ids)")
_FORGET_KEYS: Final = text("DELETE FROM data_keys WHERE owner_kind = 'person' AND owner_id = ANY(:ids)")


@dataclass(frozen=True, slots=True)
class Removed:
    """What is gone. `left` says in sentences what could not be removed, and why."""

    households: int
    orphans: int
    tables: int
    left: tuple[str, ...]


def remove(found: Found, migration_url: str) -> Removed:
    """Remove it all; `migration_url` is the address of whoever owns the tables. The process must be connected."""
    for household in found.households:
        with transaction(household.id) as db:
            personal_data.erase(db, household.id)
    with transaction(GLOBAL) as db:
        db.execute(_FORGET_PEOPLE, {"ids": [*found.lonely]})
        db.execute(_FORGET_KEYS, {"ids": [*found.lonely]})
    orphans = _repair() if found.orphans else 0
    dropped, left = _drop(migration_url, found.unknown_tables)
    with transaction(GLOBAL) as db:
        events.record(db, events.DatabaseCleaned(GLOBAL, None, len(found.households), orphans, dropped))
    with engine().connect() as connection:
        rest = find(connection)
    left += [f"{count} rows of {key.table} without {key.parent} ({key.name})" for key, count in rest.orphans]
    return Removed(len(found.households), orphans, dropped, tuple(left))


def _repair() -> int:
    """Delete or mend rows without a parent, round after round, until there are none that may be touched."""
    total = 0
    for _ in range(ROUNDS):
        with engine().connect() as connection:
            keys = [
                key for key, _ in schema.orphans(connection, seconds=600).counts if key.when_parent_goes != "refuse"
            ]
            known = households(connection)
        changed = sum(_repair_household(household_id, keys) for household_id in known)
        with transaction(GLOBAL) as db:
            changed += sum(_mend(db, key) for key in keys if not key.is_households)
        total += changed
        if not changed:
            break
    return total


def _repair_household(household_id: UUID, keys: list[ForeignKey]) -> int:
    with transaction(household_id) as db:
        changed = sum(_mend(db, key) for key in keys if key.is_households)
        if changed:
            accounts = list(db.scalars(_ACCOUNTS, {"household_id": household_id}))
            ledger.refresh_accounts(db, household_id, accounts)
    return changed


def _mend(db: Session, key: ForeignKey) -> int:
    forgotten = ", ".join(f'"{column}" = NULL' for column in key.forgets)
    verb = f'UPDATE "{key.table}" AS child SET {forgotten}' if forgotten else f'DELETE FROM "{key.table}" AS child'  # noqa: S608  names of the catalogue
    return int(db.connection().exec_driver_sql(f"{verb} WHERE {schema.orphaned(key)}").rowcount)


def _drop(migration_url: str, names: tuple[str, ...]) -> tuple[int, list[str]]:
    """Drops tables that nothing else needs, as often as that frees another; the rest with PostgreSQL's reason."""
    maker = create_engine(migration_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    left, before = dict.fromkeys(names, ""), len(names) + 1
    with maker.connect() as connection:
        while left and len(left) < before:
            before = len(left)
            left = {name: reason for name in left if (reason := _drop_one(connection, name))}
    return len(names) - len(left), [f"{name}: {reason}" for name, reason in left.items()]


def _drop_one(connection: Connection, name: str) -> str:
    """Empty when it is gone, else why not."""
    quoted = sql.Identifier(name).as_string(None)
    kind = connection.scalar(_KIND, {"name": quoted})
    noun = {"v": "VIEW", "m": "MATERIALIZED VIEW", "f": "FOREIGN TABLE"}.get(str(kind), "TABLE")
    try:
        connection.exec_driver_sql(f"DROP {noun} {quoted}")
    except DBAPIError as error:
        return str(error.orig).partition("\n")[0]
    return ""
