"""What becomes of somebody's private accounts when they leave a household, and what the others keep."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from mingus.core import clock, household_events
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.service import members
from mingus.ledger.models import Account, Transaction
from mingus.ledger.service import accounts, balances, leaving, pruning
from tests.factories import Someone, make_someone, share
from tests.ledger.by_hand import account, add, books_are_right


@pytest.fixture
def guest(configuration: Settings) -> Someone:
    return make_someone(configuration, first_name="Gus")


def leave(who: Member, how: str = household_events.LEFT) -> None:
    with transaction(who.household_id) as db:
        members.leave(db, who, how=how)


def kept(member: Member) -> dict[UUID, bool]:
    """Every account there is, and whether it lies in the trash."""
    with transaction(member.household_id, read_only=True) as db:
        return {row.id: row.deleted_at is not None for row in db.scalars(select(Account))}


def names(member: Member) -> list[str]:
    with transaction(member.household_id, read_only=True) as db:
        return [view.name for view in balances.list_for(db, member)]


def test_what_was_private_goes_to_the_trash_and_what_was_shared_stays(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    shared, private = account(partner, "Ours"), account(partner, "Mine", is_private=True)
    add(partner, "5", account_id=private)
    leave(partner)
    assert kept(alice) == {shared: False, private: True}
    assert names(alice) == ["Ours"]
    with transaction(alice.household_id, read_only=True) as db:
        assert balances.overview(db, alice).deleted == []  # in the trash, and nobody's to look at
    assert books_are_right(alice)


def test_removed_by_the_owner_it_is_the_same(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    private = account(partner, "Mine", is_private=True)
    with transaction(alice.household_id) as db:
        members.remove(db, alice, partner.person_id)
    assert kept(alice) == {private: True}
    assert names(alice) == []


def test_whoever_comes_back_in_time_finds_it_and_can_restore_it(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    private = account(partner, "Mine", is_private=True)
    leave(partner)
    back = share(alice, guest, "partner")
    with transaction(alice.household_id) as db:
        assert [one.id for one in balances.overview(db, back).deleted] == [private]
        accounts.restore(db, back, private)
    assert names(back) == ["Mine"]
    assert names(alice) == []


def test_after_its_time_it_is_erased(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    add(partner, "5", account_id=account(partner, "Mine", is_private=True))
    leave(partner)
    with transaction(alice.household_id) as db:
        db.execute(update(Account).values(deleted_at=clock.now() - timedelta(days=30, seconds=1)))
        pruning.trashed_accounts(db, alice.household_id)
        assert db.scalar(select(func.count()).select_from(Transaction)) == 0


def test_with_the_person_it_is_erased_at_once(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    shared, private = account(partner, "Ours"), account(partner, "Mine", is_private=True)
    add(partner, "5", account_id=private)
    leave(partner, household_events.ERASED)
    assert kept(alice) == {shared: False}


def test_what_lies_in_a_trash_elsewhere_is_erased_by_name(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    account(partner, "Mine", is_private=True)
    leave(partner)
    with transaction(alice.household_id) as db:
        assert leaving.erase_private_accounts(db, alice.household_id, partner.person_id) == 1
    assert kept(alice) == {}


def test_a_new_role_puts_nothing_away(alice: Member, guest: Someone) -> None:
    partner = share(alice, guest, "partner")
    private = account(partner, "Mine", is_private=True)
    with transaction(alice.household_id) as db:
        members.change_role(db, alice, partner.person_id, "viewer")
    assert kept(alice) == {private: False}
