from datetime import timedelta

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import PartnerView
from mingus.ledger.service import details, listing, partners, transfers
from tests.ledger.by_hand import DAY, account, add


def possible(member: Member, transaction_id: object) -> list[PartnerView]:
    with db.transaction(member.household_id, read_only=True) as session:
        return partners.possible(session, member, listing.get(session, member, transaction_id))  # type: ignore[arg-type]  # found a line before


def test_the_opposite_amount_on_another_account_is_offered_the_nearest_first(alice: Member) -> None:
    one, other = account(alice, "Checking"), account(alice, "Savings")
    out = add(alice, "200", "To savings", account_id=one)
    for days, amount, kind in ((5, "200", "income"), (1, "200", "income"), (0, "201", "income"), (0, "200", "expense")):
        add(
            alice,
            amount,
            f"Day {days}",
            account_id=other,
            transaction_type=kind,
            transaction_date=DAY + timedelta(days),
        )
    add(alice, "200", "Same account", account_id=one, transaction_type="income")
    add(alice, "200", "Too late", account_id=other, transaction_type="income", transaction_date=DAY + timedelta(days=8))
    assert [found.name for found in possible(alice, out)] == ["Day 1", "Day 5"]


def test_what_is_a_transfer_already_has_no_other_partner_but_its_other_side(alice: Member) -> None:
    one, other = account(alice, "Checking"), account(alice, "Savings")
    out = add(alice, "200", "Out", account_id=one)
    into = add(alice, "200", "In", account_id=other, transaction_type="income")
    with db.transaction(alice.household_id) as session:
        transfers.pair(session, alice, out, into)
    assert possible(alice, out) == []
    with db.transaction(alice.household_id, read_only=True) as session:
        assert details.get(session, alice, out).other_side == into


def test_a_partners_private_account_is_never_offered(alice: Member, partner: Member) -> None:
    hidden, shared = account(alice, "Surprise", is_private=True), account(alice, "Shared")
    add(alice, "200", "Hidden", account_id=hidden, transaction_type="income")
    out = add(alice, "200", "Out", account_id=shared)
    assert [found.name for found in possible(alice, out)] == ["Hidden"]
    assert possible(partner, out) == []
