"""Households of more than one person, and the work of the worker done at once."""

from uuid import UUID

from sqlalchemy import insert, select

from mingus.core import db
from mingus.core.clock import now
from mingus.core.tenancy import Member
from mingus.identity.models import Membership
from mingus.privacy import jobs
from mingus.privacy.models import DataArchive


def let_in(household: Member, guest: Member, role: str = "partner") -> Member:
    """`guest` as they act in the household of `household`; they keep their own."""
    row = {"household_id": household.household_id, "person_id": guest.person_id, "role": role, "created_at": now()}
    with db.transaction(db.GLOBAL) as session:
        session.execute(insert(Membership).values(row))
    return Member(household.household_id, guest.person_id)


def make_archives(member: Member) -> None:
    """What the worker does with the archives that were asked for."""
    with db.transaction(member.household_id, read_only=True) as session:
        asked = session.execute(select(DataArchive.id, DataArchive.person_id)).all()
    for row in asked:
        jobs.make_archive(str(member.household_id), str(row.person_id), str(row.id))


def is_there(model: type[db.Base], **columns: UUID) -> bool:
    """Whether a row of a global table is there."""
    table = model.__table__
    wanted = select(1).select_from(table).where(*(table.c[name] == value for name, value in columns.items()))
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalar(wanted.limit(1)) is not None
