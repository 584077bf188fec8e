import pytest

from mingus.core import db
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.service.filing import category_named


def test_a_category_is_found_by_name_short_name_and_id(alice: Member) -> None:
    with db.transaction(alice.household_id, read_only=True) as session:
        found = category_named(session, alice, "Dining out")
        assert found is not None
        assert {category_named(session, alice, said) for said in ("DINING OUT", "dining_out", str(found))} == {found}
        assert category_named(session, alice, None) is None


def test_a_category_of_another_household_is_none(alice: Member, bob: Member) -> None:
    with db.transaction(bob.household_id, read_only=True) as session:
        his = category_named(session, bob, "Groceries")
    with pytest.raises(Refused) as refused, db.transaction(alice.household_id) as session:
        category_named(session, alice, str(his), field="parts.0.category")
    assert "parts.0.category" in refused.value.fields
