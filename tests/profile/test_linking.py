"""Which accounts a debt may name: those its person sees, as the ledger says."""

from uuid import UUID

from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.profile import linking
from tests.factories import make_someone, share
from tests.ledger.by_hand import account


def test_a_member_may_link_what_they_see(alice: Member, bob: Member, configuration: Settings) -> None:
    partner = share(alice, make_someone(configuration), "partner")
    shared, hidden = account(alice, "Car loan", kind="loan"), account(alice, "Secret card", is_private=True)
    account(bob, "Bob’s")

    def seen(member: Member) -> dict[UUID, str]:
        with db.transaction(member.household_id, read_only=True) as session:
            return linking.accounts(session, member)

    assert seen(alice) == {shared: "Car loan", hidden: "Secret card"}
    assert seen(partner) == {shared: "Car loan"}
