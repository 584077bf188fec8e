"""The demonstration household's person: begun, found again, given its password, and held while it is removed.

What tells a demonstration from anybody's real household is `households.is_demo`, which only `begin` sets, together with
a line in `seed_runs` that says when and for whom. Both go with the household.
"""

from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.identity import passwords, service
from mingus.identity.models import Household, Membership, Person, SeedRun
from mingus.identity.rules import email_key
from mingus.identity.schemas import Registration

FIRST_NAME, LAST_NAME = "Demo", "Person"
HOUSEHOLD_NAME = "Demonstration household"
WHAT = "demonstration"


def begin(db: Session, household_id: UUID, email: str, password: str) -> Member:
    """The owner of a new, marked household. Raises Refused when somebody has the address already."""
    registration = Registration(
        email=email,
        password=SecretStr(password),
        first_name=FIRST_NAME,
        last_name=LAST_NAME,
        terms_accepted=True,
    )
    member = service.register(db, household_id, registration, passwords.hashed(password))
    if member is None:
        raise _taken(email)
    marked = {"is_demo": True, "name": HOUSEHOLD_NAME}
    db.execute(update(Household).where(Household.id == household_id).values(**marked))
    db.add(SeedRun(household_id=household_id, person_id=member.person_id, what=WHAT, made_at=now()))
    db.flush()
    return member


def find(db: Session, email: str) -> Member | None:
    """Who signs in with `email`, None when nobody does. Raises Refused when their household is a real one."""
    found = db.execute(
        select(Household.id, Person.id, Household.time_zone, Household.currency, Household.is_demo)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Person.email_key == email_key(email))
        .order_by(Membership.created_at)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    if not found.is_demo:
        raise _taken(email)
    return Member(*found[:4])


def keep_password(db: Session, member: Member, password: str) -> None:
    """Let `password` be the one that opens; where it is already, nobody is signed out."""
    stored = db.scalar(select(Person.password_hash).where(Person.id == member.person_id))
    if not passwords.is_right(password, stored):
        service.set_password(db, member.household_id, member.person_id, passwords.hashed(password))


def households(db: Session) -> list[UUID]:
    """Every household of this installation that a program filled, by either mark."""
    marked = select(SeedRun.household_id)
    return list(
        db.scalars(select(Household.id).where(Household.is_demo | Household.id.in_(marked)).order_by(Household.id))
    )


def hold(db: Session, household_id: UUID) -> None:
    """Lock the household until commit. Raises Refused unless it is a demonstration."""
    is_seed = exists().where(SeedRun.household_id == Household.id)
    mark = select(Household.is_demo | is_seed).where(Household.id == household_id).with_for_update(of=Household)
    if not db.scalar(mark):
        raise Refused("This is no demonstration household, so it stays.")


def _taken(email: str) -> Refused:
    return Refused(f"Somebody's own household has the address {email}, so there can be no demonstration here.")
