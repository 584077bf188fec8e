"""Leaving for good: at once, through the registry of personal data, in one transaction, and counted.

A household in which nobody else is goes with its person, and its key with it. Where others stay, what was the person's
alone goes. A household of others that nobody else owns stands in the way until it is handed over.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core import db as database
from mingus.core import events, jobs, personal_data
from mingus.core.clock import now
from mingus.core.crypto import WrappedKey
from mingus.core.db import GLOBAL, Base
from mingus.core.errors import Refused
from mingus.core.privacy_events import HouseholdErased, HouseholdGone, MemberLeft, PersonErased
from mingus.core.tenancy import Member
from mingus.privacy.rules import Fate, fate_of

Household, Membership = identity.models.Household, identity.models.Membership

KEPT: Final = frozenset({"audit_log", "audit_heads"})
"""Ids and plain words, which the application can't delete; they name nobody any more."""


@dataclass(frozen=True)
class Farewell:
    """What was deleted: rows by table, households by what became of them, and whose data keys are gone."""

    person_id: UUID
    deleted_at: datetime
    erased: list[UUID]
    left: list[UUID]
    rows: dict[str, int]
    shredded: list[str]
    audit_number: int


def fates(db: Session, person_id: UUID) -> list[Fate]:
    """What would become of each of the person's households, in the order in which they joined."""
    mine = select(Membership.household_id).where(Membership.person_id == person_id)
    rows = db.execute(
        select(Household.id, Household.name, Membership.person_id, Membership.role, Membership.created_at)
        .join(Membership, Membership.household_id == Household.id)
        .where(Household.id.in_(mine))
        .order_by(Household.id)
    ).all()
    households = {
        row.id: row.name for row in sorted(rows, key=lambda row: (row.person_id != person_id, row.created_at))
    }
    return [
        fate_of(
            household_id,
            name,
            roles_of_others=[row.role for row in rows if row.id == household_id and row.person_id != person_id],
        )
        for household_id, name in households.items()
    ]


def erase(db: Session, person_id: UUID) -> Farewell:
    """Delete a person and all that is theirs. Raises Refused while a household of others has no other owner."""
    _hold(db, person_id)
    leaving = fates(db, person_id)
    if blocked := [fate.name for fate in leaving if fate.becomes == "blocked"]:
        raise Refused(
            f"Others are in “{blocked[0]}”, and you are its only owner. Make one of them an owner, or remove"
            " them first."
        )
    keys = _keys(db, person_id, leaving)
    before = _counted(db, person_id, leaving)
    for fate in leaving:
        database.enter(db, fate.household_id)
        _go(db, Member(fate.household_id, person_id), fate)
    identity.forget_person(db, person_id)
    jobs.forget(db, person_id=person_id)
    rows = before - _counted(db, person_id, leaving)
    shredded = sorted(keys - _keys(db, person_id, leaving))
    return _say_farewell(db, person_id, leaving, {str(name): count for name, count in sorted(rows.items())}, shredded)


def _hold(db: Session, person_id: UUID) -> None:
    """Nobody joins or leaves these households meanwhile."""
    mine = select(Membership.household_id).where(Membership.person_id == person_id)
    db.execute(select(Household.id).where(Household.id.in_(mine)).order_by(Household.id).with_for_update())


def _go(db: Session, member: Member, fate: Fate) -> None:
    if fate.becomes == "left":
        events.record(db, MemberLeft(member.household_id, member.person_id, member.person_id))
        personal_data.leave(db, member)
        identity.remove_member(db, member)
        return
    events.record(db, HouseholdErased(member.household_id, member.person_id))
    personal_data.erase(db, member.household_id)
    jobs.forget(db, household_id=member.household_id)


def _say_farewell(
    db: Session, person_id: UUID, leaving: list[Fate], rows: dict[str, int], shredded: list[str]
) -> Farewell:
    database.enter(db, GLOBAL)
    for fate in leaving:
        if fate.becomes == "erased":
            events.record(db, HouseholdGone(GLOBAL, None, fate.household_id))
    events.record(db, PersonErased(GLOBAL, None, person_id, len(leaving), sum(rows.values())))
    return Farewell(
        person_id=person_id,
        deleted_at=now(),
        erased=[fate.household_id for fate in leaving if fate.becomes == "erased"],
        left=[fate.household_id for fate in leaving if fate.becomes == "left"],
        rows=rows,
        shredded=shredded,
        audit_number=db.scalars(select(events.AuditHead.number).where(events.AuditHead.household_id == GLOBAL)).one(),
    )


def _counted(db: Session, person_id: UUID, leaving: list[Fate]) -> Counter[str]:
    """Rows by table: all of the households that go, and the person's own elsewhere. What is kept is not counted."""
    tables = [Base.metadata.tables[name] for name in personal_data.tables() - KEPT]
    counts: Counter[str] = Counter()
    database.act_for(db, person_id)
    for table in tables:
        if "household_id" not in table.columns or table.name in database.GLOBAL_TABLES:
            counts[table.name] += _count(db, table, _of_person(table, person_id, leaving))
    for fate in leaving:
        database.enter(db, fate.household_id)
        for table in tables:
            if "household_id" in table.columns and table.name not in database.GLOBAL_TABLES:
                counts[table.name] += _count(db, table, table.c.household_id == fate.household_id)
    return counts


def _count(db: Session, table: Table, condition: ColumnElement[bool] | None) -> int:
    if condition is None:
        return 0
    return db.scalar(select(func.count()).select_from(table).where(condition)) or 0


def _of_person(table: Table, person_id: UUID, leaving: list[Fate]) -> ColumnElement[bool] | None:
    erased = [fate.household_id for fate in leaving if fate.becomes == "erased"]
    if table.name == "people":
        return table.c.id == person_id
    if table.name == "households":
        return table.c.id.in_(erased)
    if table.name == "data_keys":
        return table.c.owner_id.in_([person_id, *erased])
    return table.c.person_id == person_id if "person_id" in table.columns else None


def _keys(db: Session, person_id: UUID, leaving: list[Fate]) -> set[str]:
    owners = [person_id, *(fate.household_id for fate in leaving)]
    rows = db.execute(select(WrappedKey.owner_kind, WrappedKey.owner_id).where(WrappedKey.owner_id.in_(owners)))
    return {f"{row.owner_kind}:{row.owner_id}" for row in rows}
