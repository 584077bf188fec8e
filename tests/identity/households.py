"""A second person in a household, for tests of what two see."""

from sqlalchemy import insert

from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Membership
from tests.factories import make_member


def add_partner(configuration: Settings, household: Member, *, role: str = "partner", name: str = "Sam") -> Member:
    """Somebody new who belongs to `household` too, and acts there."""
    person = make_member(configuration, first_name=name)
    row = {"household_id": household.household_id, "person_id": person.person_id, "role": role, "created_at": now()}
    with transaction(GLOBAL) as db:
        db.execute(insert(Membership).values(row))
    return Member(household.household_id, person.person_id, household.time_zone, household.currency)
