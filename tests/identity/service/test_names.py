"""Names open for whoever may read them, and a damaged one stops nothing."""

from sqlalchemy import select

from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from mingus.identity.models import Person
from mingus.identity.service import names


def test_a_name_opens_and_a_damaged_one_is_empty(alice: Member, bob: Member) -> None:
    with transaction(GLOBAL) as db:
        sealed = db.scalars(select(Person.first_name_sealed).where(Person.id == alice.person_id)).one()
        assert names.opened(db, alice.person_id, "first_name_sealed", sealed) == "Alice"
        assert names.opened(db, bob.person_id, "first_name_sealed", sealed) == ""
        assert names.opened(db, alice.person_id, "last_name_sealed", sealed) == ""
