"""A private account does not exist for anybody else: not by an error, not by a name that is taken, not by a number."""

import pytest

from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.accounts import AccountChanges
from mingus.ledger.service import accounts, balances
from tests.ledger.by_hand import account
from tests.ledger.service.imports import files

NUMBER = "12345678"


def change(member: Member, account_id: object, **changes: object) -> None:
    with transaction(member.household_id) as db:
        accounts.change(db, member, account_id, AccountChanges.model_validate(changes))  # type: ignore[arg-type]  # an id


def names(member: Member) -> list[str]:
    with transaction(member.household_id, read_only=True) as db:
        return sorted(view.name for view in balances.list_for(db, member))


def test_its_name_is_free_for_everybody_else(alice: Member, partner: Member) -> None:
    account(alice, "Getaway", is_private=True)
    account(partner, "getaway")
    assert names(partner) == ["getaway"]
    assert names(alice) == ["Getaway", "getaway"]


def test_two_people_may_each_have_a_private_one_of_the_same_name(alice: Member, partner: Member) -> None:
    account(alice, "Getaway", is_private=True)
    account(partner, "Getaway", is_private=True)
    assert names(alice) == names(partner) == ["Getaway"]


def test_its_number_is_free_for_everybody_else(alice: Member, partner: Member) -> None:
    account(alice, "Getaway", is_private=True, number=NUMBER)
    account(partner, "Ours", number=NUMBER)
    with pytest.raises(Refused, match="has this number"):
        account(partner, "Again", number=NUMBER)


def test_a_file_of_the_partner_makes_an_account_of_its_own_under_the_plain_name(alice: Member, partner: Member) -> None:
    hidden = account(alice, "Checking ··6789", is_private=True, number="000123456789")
    files.bring_in(partner, files.ofx([files.line("2026-03-01", "-1.00", "SHOP", "a1")]))
    assert names(partner) != []
    assert not [name for name in names(partner) if name.endswith(" 2")]
    with transaction(partner.household_id, read_only=True) as db, pytest.raises(NotFound):
        balances.get(db, partner, hidden)


def test_ones_own_names_stay_apart(alice: Member, partner: Member) -> None:
    account(alice, "Getaway", is_private=True)
    with pytest.raises(Refused, match="already an account"):
        account(alice, "GETAWAY")
    account(partner, "Joint")
    with pytest.raises(Refused, match="already an account"):
        account(alice, "joint", is_private=True)


def test_whoever_added_it_shares_it_and_takes_it_back(alice: Member, partner: Member) -> None:
    mine = account(alice, "Getaway", is_private=True)
    change(alice, mine, is_private=False)
    assert names(partner) == ["Getaway"]
    change(alice, mine, is_private=True)
    assert names(partner) == []


def test_nobody_hides_what_somebody_else_added(alice: Member, partner: Member) -> None:
    ours, theirs = account(alice, "Joint"), account(partner, "Savings")
    for who, what in ((partner, ours), (alice, theirs)):
        with pytest.raises(Refused, match="Only whoever added"):
            change(who, what, is_private=True)
    assert names(alice) == names(partner) == ["Joint", "Savings"]


def test_an_account_that_a_file_made_is_its_bringers_to_hide(alice: Member, partner: Member) -> None:
    files.bring_in(partner, files.csv([files.line("2026-03-01", "-1.00", "SHOP")]))
    made = files.only_account(partner)
    with pytest.raises(Refused, match="Only whoever added"):
        change(alice, made, is_private=True)
    change(partner, made, is_private=True)
    assert names(alice) == []


def test_sharing_needs_a_name_that_is_free_among_the_shared(alice: Member, partner: Member) -> None:
    mine = account(alice, "Getaway", is_private=True)
    account(partner, "Getaway")
    with pytest.raises(Refused, match="already an account"):
        change(alice, mine, is_private=False)
    assert names(partner) == ["Getaway"]


def test_it_is_nobody_elses_to_change_close_delete_or_restore(alice: Member, partner: Member) -> None:
    mine = account(alice, "Getaway", is_private=True)
    for act in (accounts.close, accounts.delete, accounts.restore):
        with pytest.raises(NotFound), transaction(alice.household_id) as db:
            act(db, partner, mine)
    with pytest.raises(NotFound):
        change(partner, mine, is_private=False)
