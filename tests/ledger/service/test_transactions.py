from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from mingus.core import db
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.service import transactions
from tests.ledger.by_hand import account, add, balance, books_are_right, view


def act(member: Member, what: object, transaction_id: UUID, *more: object) -> object:
    with db.transaction(member.household_id) as session:
        return what(session, member, transaction_id, *more)  # type: ignore[operator]  # any function of the service


def test_money_out_lowers_and_money_in_raises_the_balance(alice: Member) -> None:
    mine = account(alice, opening_balance="100")
    add(alice, "12.50")
    add(alice, "1,000.00", transaction_type="income", description="Northside Health")
    assert balance(alice, mine) == "1087.50"
    assert books_are_right(alice)


def test_the_first_expense_needs_no_account(alice: Member) -> None:
    add(alice, "4.00")
    with db.transaction(alice.household_id) as session:
        assert session.execute(text("SELECT name, kind FROM accounts")).all() == [("Cash", "cash")]


def test_with_two_accounts_one_must_be_named(alice: Member) -> None:
    account(alice, "One")
    account(alice, "Two")
    with pytest.raises(Refused) as refused:
        add(alice)
    assert "account_id" in refused.value.fields


@pytest.mark.parametrize("amount", ["1.234", "1e3", "1000000000000000"])
def test_an_amount_the_currency_does_not_have_is_refused_by_name(alice: Member, amount: str) -> None:
    account(alice)
    with pytest.raises(Refused) as refused:
        add(alice, amount)
    assert "amount" in refused.value.fields


def test_yen_have_no_decimals(alice: Member) -> None:
    mine = account(alice, "Tokyo", currency="JPY")
    add(alice, "1500")
    assert balance(alice, mine) == "-1500"
    with pytest.raises(Refused):
        add(alice, "1500.5")


def test_a_category_is_found_by_name_and_an_unknown_one_is_refused(alice: Member) -> None:
    account(alice)
    add(alice, category="groceries")
    with pytest.raises(Refused) as refused:
        add(alice, category="Nonsense")
    assert "category" in refused.value.fields


def test_a_transfer_by_hand_leaves_one_account_and_arrives_at_the_other(alice: Member) -> None:
    here, there = account(alice, "Here", opening_balance="100"), account(alice, "There")
    moved = add(alice, "40", "To savings", account_id=here, to_account_id=there, transaction_type="transfer")
    assert (balance(alice, here), balance(alice, there)) == ("60.00", "40.00")
    with db.transaction(alice.household_id) as session:
        assert session.scalar(text("SELECT count(*) FROM category_months")) == 0
    act(alice, transactions.delete, moved)
    assert (balance(alice, here), balance(alice, there)) == ("100.00", "0.00")
    act(alice, transactions.restore, moved)
    assert (balance(alice, here), balance(alice, there)) == ("60.00", "40.00")
    assert books_are_right(alice)


def test_a_transfer_to_an_account_we_do_not_know_is_no_spending_either(alice: Member) -> None:
    mine = account(alice)
    add(alice, "40", transaction_type="transfer")
    assert balance(alice, mine) == "-40.00"
    with db.transaction(alice.household_id) as session:
        assert session.scalar(text("SELECT count(*) FROM category_months")) == 0


def test_deleting_keeps_the_row_and_restoring_counts_it_again(alice: Member) -> None:
    mine = account(alice)
    spent = add(alice, "10")
    act(alice, transactions.delete, spent)
    assert balance(alice, mine) == "0.00"
    with pytest.raises(NotFound):
        act(alice, transactions.delete, spent)
    with db.transaction(alice.household_id) as session:
        assert session.scalar(text("SELECT count(*) FROM transactions")) == 1
    act(alice, transactions.restore, spent)
    assert balance(alice, mine) == "-10.00"
    assert books_are_right(alice)


def test_nobody_touches_a_transaction_of_someone_else(alice: Member, bob: Member, partner: Member) -> None:
    hidden = account(alice, is_private=True)
    spent = add(alice, account_id=hidden)
    for stranger in (bob, partner):
        for what in (transactions.delete, transactions.restore, transactions.reset_to_bank):
            with pytest.raises(NotFound):
                act(stranger, what, spent)
        with pytest.raises(NotFound):
            act(stranger, transactions.set_category, spent, "Groceries")
        with pytest.raises(Refused):
            add(stranger, account_id=hidden)
    assert balance(alice, hidden) == "-12.50"


def test_twenty_people_writing_at_once_lose_nothing(alice: Member) -> None:
    mine = account(alice)
    with ThreadPoolExecutor(20) as many:
        list(many.map(lambda cents: add(alice, f"0.{cents:02}", f"Shop {cents % 3}"), range(1, 21)))
    assert balance(alice, mine) == "-2.10"
    assert view(alice, mine).count == 20
    assert books_are_right(alice)


def test_today_is_where_the_household_lives(alice: Member) -> None:
    account(alice)
    add(alice, transaction_date=None)
    with db.transaction(alice.household_id) as session:
        on = session.scalar(text("SELECT posted_on FROM transactions"))
    assert on is not None
    assert abs((on - date.today()).days) <= 1  # noqa: DTZ011  either side of midnight is right
