from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.service import accounts, categories, choosing
from mingus.ledger.service.filing import category_named
from tests.ledger.by_hand import account, add


def choices(member: Member) -> choosing.Choices:
    with db.transaction(member.household_id, read_only=True) as session:
        return choosing.choices(session, member)


def names(options: list[choosing.Option]) -> list[str]:
    return [name for _, name in options]


def test_closed_accounts_are_offered_for_looking_not_for_adding(alice: Member) -> None:
    account(alice, "Everyday")
    old = account(alice, "Old")
    with db.transaction(alice.household_id) as session:
        accounts.close(session, alice, old)
    offered = choices(alice)
    assert names(offered.accounts) == ["Everyday"]
    assert names(offered.every_account) == ["Everyday", "Old"]


def test_accounts_private_to_someone_else_are_not_offered(alice: Member, partner: Member) -> None:
    account(alice, "Surprise", is_private=True)
    assert choices(partner).every_account == []


def test_hidden_categories_are_not_offered(alice: Member) -> None:
    with db.transaction(alice.household_id) as session:
        gone = category_named(session, alice, "Groceries")
        assert gone is not None
        categories.hide(session, alice, gone)
    assert str(gone) not in choices(alice).offered


def test_whom_somebody_paid_from_a_private_account_is_suggested_to_them_alone(alice: Member, partner: Member) -> None:
    hidden, shared = account(alice, "Surprise", is_private=True), account(alice, "Shared")
    add(alice, description="Power company", account_id=shared)
    add(alice, description="Jeweller", account_id=hidden)
    with db.transaction(alice.household_id, read_only=True) as session:
        hers, theirs = choosing.lately(session, alice), choosing.lately(session, partner)
    assert (hers.names, hers.account_id) == (["Jeweller", "Power company"], hidden)
    assert (theirs.names, theirs.account_id) == (["Power company"], shared)
