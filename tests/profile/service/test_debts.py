"""What a household owes, as the packages above read it."""

import pytest
from sqlalchemy import update

from mingus import profile
from mingus.core import db
from mingus.core.errors import Refused
from mingus.core.events import AuditEntry
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.profile.models import Debt
from mingus.profile.schemas import DebtChange
from mingus.profile.service import debts


def add(member: Member, name: str = "Blue card", balance: str = "100") -> profile.Debt:
    draft = profile.DebtDraft(name=name, kind="card", owed_amount=balance, apr_percent="24.99")
    with db.transaction(member.household_id) as session:
        return profile.add_debt(session, member, draft)


def test_the_packages_above_get_the_largest_debt_first(alice: Member, bob: Member) -> None:
    small, large = add(alice), add(alice, "Car", "9000.50")
    with db.transaction(alice.household_id, read_only=True) as session:
        found = profile.debts(session, alice.household_id)
        assert profile.debts(session, bob.household_id) == []
    assert found == [large, small]
    assert debts.total(found, "USD") == Money(9100_50)
    assert (found[0].balance_minor, found[0].rate_basis_points, found[0].minimum_minor) == (9000_50, 2499, None)


def test_debts_of_another_currency_are_not_added_up(alice: Member) -> None:
    made = add(alice)
    with db.transaction(alice.household_id) as session:
        session.execute(update(Debt).where(Debt.id == made.id).values(currency="EUR"))
        assert debts.total(profile.debts(session, alice.household_id), "USD") == Money(0)


def test_each_change_is_written_down_without_name_or_amount(alice: Member) -> None:
    made = add(alice, "Aunt Rose")
    with db.transaction(alice.household_id) as session:
        debts.edit(session, alice, made.id, DebtChange(owed_amount="50"))
        debts.delete(session, alice, made.id)
        debts.restore(session, alice, made.id)
        debts.restore(session, alice, made.id)
        lines = session.query(AuditEntry).filter_by(about_id=made.id).order_by(AuditEntry.number).all()
    assert [line.facts["change"] for line in lines] == ["created", "edited", "deleted", "restored"]
    assert "Rose" not in str([line.facts for line in lines])


def test_a_household_has_room_for_a_number_of_debts(alice: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debts, "MAX_DEBTS", 1)
    add(alice)
    with pytest.raises(Refused, match="at most"):
        add(alice)
