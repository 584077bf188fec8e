from sqlalchemy import select

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from mingus.ledger.service import accounts
from mingus.ledger.service.visibility import trashed_for, visible_to
from tests.ledger.by_hand import account


def names(member: Member, *, trashed: bool) -> set[str]:
    with db.transaction(member.household_id, read_only=True) as session:
        return set(session.scalars(select(Account.name).where(trashed_for(member) if trashed else visible_to(member))))


def test_private_accounts_are_seen_by_one_in_the_trash_too(alice: Member, partner: Member) -> None:
    for name, is_private in (("Shared", False), ("Hers", True)):
        account(alice, name, is_private=is_private)
        gone = account(alice, f"{name}, gone", is_private=is_private)
        with db.transaction(alice.household_id) as session:
            accounts.delete(session, alice, gone)
    assert (names(alice, trashed=False), names(partner, trashed=False)) == ({"Shared", "Hers"}, {"Shared"})
    assert (names(alice, trashed=True), names(partner, trashed=True)) == (
        {"Shared, gone", "Hers, gone"},
        {"Shared, gone"},
    )
