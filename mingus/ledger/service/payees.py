"""Payees: whom money went to or came from, one per name whatever its capitals."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member

NAME_LENGTH: Final = 80

# The database compares by lower(name), so the database also answers which name is which payee.
_ADD: Final = text(
    """
    INSERT INTO payees (household_id, id, name, created_at)
    SELECT :household_id, wanted.id, wanted.name, :now
      FROM unnest(CAST(:ids AS uuid[]), CAST(:names AS text[])) AS wanted(id, name)
     WHERE NOT EXISTS (SELECT 1 FROM payees known
                        WHERE known.household_id = :household_id AND lower(known.name) = lower(wanted.name))
    ON CONFLICT DO NOTHING
    """
)
_FIND: Final = text(
    """
    SELECT wanted.name, known.id
      FROM unnest(CAST(:names AS text[])) AS wanted(name)
      JOIN payees known ON known.household_id = :household_id AND lower(known.name) = lower(wanted.name)
    """
)


def get_or_create(db: Session, member: Member, name: str) -> UUID:
    """The payee of this name, made if need be. Raises Refused on an empty name."""
    if not _tidy(name):
        raise Refused("Please say who it was.", fields={"payee": "Please say who it was."})
    return ensure(db, member.household_id, [name])[name]


def ensure(db: Session, household_id: UUID, names: Collection[str]) -> dict[str, UUID]:
    """The payee of each name as given, those missing made; two statements in all. Empty names are left out."""
    tidied = {name: tidy for name in names if (tidy := _tidy(name))}
    if not tidied:
        return {}
    wanted = sorted(set(tidied.values()))  # one order everywhere, so that two imports can't wait for each other
    values = {"household_id": household_id, "names": wanted}
    db.flush()
    db.execute(_ADD, {**values, "ids": [new_id() for _ in wanted], "now": clock.now()})
    found = {row.name: row.id for row in db.execute(_FIND, values)}
    return {name: found[tidy] for name, tidy in tidied.items()}


def _tidy(name: str) -> str:
    return " ".join(name.split())[:NAME_LENGTH].strip()
