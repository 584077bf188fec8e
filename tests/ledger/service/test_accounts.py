from uuid import UUID

import pytest
from sqlalchemy import text

from mingus.core import db
from mingus.core.errors import NotFound, Refused
from mingus.core.events import first_broken_line
from mingus.core.tenancy import Member
from mingus.ledger.schemas.accounts import AccountChanges
from mingus.ledger.service import accounts, balances
from tests.ledger.by_hand import account, add, balance, books_are_right, view


def change(member: Member, account_id: UUID, **changes: object) -> None:
    with db.transaction(member.household_id) as session:
        accounts.change(session, member, account_id, AccountChanges.model_validate(changes))


def names(member: Member, *, deleted: bool = False) -> list[str]:
    with db.transaction(member.household_id, read_only=True) as session:
        return [found.name for found in balances.list_for(session, member, deleted=deleted)]


def test_a_name_is_given_once_in_a_household_whatever_its_capitals(alice: Member, bob: Member) -> None:
    account(alice, "Everyday")
    with pytest.raises(Refused) as refused:
        account(alice, "EVERYDAY")
    assert "name" in refused.value.fields
    account(bob, "Everyday")


def test_nobody_sees_or_changes_an_account_of_someone_else(alice: Member, bob: Member) -> None:
    hers = account(alice)
    assert names(bob) == []
    with pytest.raises(NotFound):
        view(bob, hers)
    with pytest.raises(NotFound):
        change(bob, hers, name="Mine now")
    for act in (accounts.close, accounts.delete, accounts.restore):
        with pytest.raises(NotFound), db.transaction(bob.household_id) as session:
            act(session, bob, hers)


def test_a_private_account_does_not_exist_for_the_partner(alice: Member, partner: Member) -> None:
    hers = account(alice, "Surprise", is_private=True, opening_balance="500")
    account(alice, "Shared", opening_balance="20")
    assert names(partner) == ["Shared"]
    with pytest.raises(NotFound):
        view(partner, hers)
    with pytest.raises(NotFound):
        change(partner, hers, is_private=False)
    with db.transaction(partner.household_id, read_only=True) as session:
        assert balances.overview(session, partner).net.decimal_string() == "20.00"
    with db.transaction(alice.household_id, read_only=True) as session:
        assert balances.overview(session, alice).net.decimal_string() == "520.00"


def test_only_the_end_of_a_number_is_shown_and_none_of_it_is_stored_in_the_open(alice: Member) -> None:
    mine = account(alice, number="1234-5678 9012")
    assert view(alice, mine).number_end == "9012"
    with db.transaction(alice.household_id) as session:
        stored = session.execute(text("SELECT number_sealed, number_index FROM accounts")).one()
    assert b"9012" not in bytes(stored.number_sealed) + bytes(stored.number_index)
    with pytest.raises(Refused) as refused:
        account(alice, "Again", number="123456789012")
    assert "number" in refused.value.fields


def test_a_deleted_account_comes_back_with_everything_that_was_in_it(alice: Member) -> None:
    mine = account(alice, opening_balance="100")
    add(alice, "30", account_id=mine)
    with db.transaction(alice.household_id) as session:
        accounts.delete(session, alice, mine)
    assert names(alice) == []
    assert names(alice, deleted=True) == ["Everyday"]
    with db.transaction(alice.household_id) as session:
        accounts.restore(session, alice, mine)
    assert balance(alice, mine) == "70.00"
    assert books_are_right(alice)


def test_a_name_given_away_meanwhile_keeps_an_account_in_the_trash(alice: Member) -> None:
    mine = account(alice)
    with db.transaction(alice.household_id) as session:
        accounts.delete(session, alice, mine)
    account(alice)
    with pytest.raises(Refused, match="Everyday"), db.transaction(alice.household_id) as session:
        accounts.restore(session, alice, mine)


def test_the_currency_of_an_account_in_use_stays(alice: Member) -> None:
    mine = account(alice)
    change(alice, mine, currency="EUR")
    assert view(alice, mine).currency == "EUR"
    add(alice, account_id=mine)
    with pytest.raises(Refused) as refused:
        change(alice, mine, currency="USD")
    assert "currency" in refused.value.fields


def test_a_closed_account_is_kept_and_takes_no_new_rows_by_default(alice: Member) -> None:
    old, new = account(alice, "Old"), account(alice, "New")
    with db.transaction(alice.household_id) as session:
        accounts.close(session, alice, old)
    add(alice, "5")
    assert balance(alice, new) == "-5.00"
    assert view(alice, old).closed_at is not None


def test_fields_that_are_not_sent_stay(alice: Member) -> None:
    mine = account(alice, institution="Citizens Trust", number="0042", opening_balance="-9.99")
    change(alice, mine, name="Renamed")
    seen = view(alice, mine)
    assert (seen.name, seen.institution, seen.number_end, seen.opening.minor) == (
        "Renamed",
        "Citizens Trust",
        "0042",
        -999,
    )


def test_every_change_stands_in_the_audit_chain(alice: Member) -> None:
    mine = account(alice)
    change(alice, mine, name="Renamed")
    with db.transaction(alice.household_id) as session:
        said = session.execute(
            text("SELECT facts->>'change' FROM audit_log WHERE about_id = :id ORDER BY number"), {"id": mine}
        )
        assert [change for (change,) in said] == ["created", "edited"]
        assert first_broken_line(session, alice.household_id) is None
