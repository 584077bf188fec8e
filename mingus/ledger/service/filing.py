"""Finds the category that somebody named."""

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import Category, Payee


def category_named(db: Session, member: Member, said: str | None, *, field: str = "category") -> UUID | None:
    """The category with this id, name (in any capitals) or slug; None for None. Raises Refused that names `field`."""
    if said is None:
        return None
    same = [func.lower(Category.name) == func.lower(said), Category.slug == said.lower()]
    if (given_id := _as_id(said)) is not None:
        same = [Category.id == given_id]
    found = db.scalar(select(Category.id).where(Category.household_id == member.household_id, or_(*same)).limit(1))
    if found is None:
        raise Refused("There is no such category.", fields={field: "There is no such category."})
    return found


def category_of_payee(db: Session, member: Member, payee_id: UUID) -> UUID | None:
    """Where this payee's transactions usually go."""
    return db.scalar(select(Payee.category_id).where(Payee.household_id == member.household_id, Payee.id == payee_id))


def _as_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
