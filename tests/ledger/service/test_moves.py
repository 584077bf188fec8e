import pytest

from mingus.core import db
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.transactions import TransactionChanges
from mingus.ledger.service import edits, transactions
from tests.ledger.books import Books
from tests.ledger.by_hand import DAY, account, add, balance, books_are_right


@pytest.mark.parametrize("fault", ["same", "currency", "stranger"])
def test_money_moves_to_another_account_of_the_same_currency_that_one_may_see(
    alice: Member, bob: Member, fault: str
) -> None:
    here = account(alice, "Here")
    to = {"same": here, "currency": account(alice, "Paris", currency="EUR"), "stranger": account(bob, "His")}[fault]
    with pytest.raises(Refused) as refused:
        add(alice, "10", account_id=here, to_account_id=to, transaction_type="transfer")
    assert "to_account_id" in refused.value.fields
    assert balance(alice, here) == "0.00"


def test_a_transfer_between_banks_rows_is_deleted_one_end_at_a_time(alice: Member) -> None:
    books = Books(alice)
    here = books.account("Here")
    there = account(alice, "There")
    row = books.row(here, DAY, -4000, "ONLINE TRANSFER")
    with db.transaction(alice.household_id) as session:
        edits.change(session, alice, row, TransactionChanges(transaction_type="transfer", to_account_id=there))
    assert balance(alice, there) == "40.00"
    with db.transaction(alice.household_id) as session:
        transactions.delete(session, alice, row)
    assert (balance(alice, here), balance(alice, there)) == ("0.00", "40.00")
    assert books_are_right(alice)


def test_a_transfer_turned_back_into_spending_leaves_the_other_end_as_income(alice: Member) -> None:
    here, there = account(alice, "Here"), account(alice, "There")
    row = add(alice, "40", account_id=here, to_account_id=there, transaction_type="transfer")
    with db.transaction(alice.household_id) as session:
        edits.change(session, alice, row, TransactionChanges(transaction_type="expense"))
    assert (balance(alice, here), balance(alice, there)) == ("-40.00", "40.00")
    assert books_are_right(alice)
