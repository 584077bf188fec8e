from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mingus.core import db
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import Detail
from mingus.ledger.schemas.transactions import TransactionChanges
from mingus.ledger.service import details, edits, transactions
from tests.ledger.books import Books
from tests.ledger.by_hand import DAY, account, add, balance, books_are_right


def change(member: Member, transaction_id: UUID, **changes: Any) -> list[str]:
    with db.transaction(member.household_id) as session:
        return edits.change(session, member, transaction_id, TransactionChanges(**changes))


def detail(member: Member, transaction_id: UUID) -> Detail:
    with db.transaction(member.household_id, read_only=True) as session:
        return details.get(session, member, transaction_id)


def from_bank(member: Member, amount_minor: int = -2275, text: str = "SQ *BUSY BEE 0042") -> UUID:
    books = Books(member)
    return books.row(books.account("Everyday"), DAY, amount_minor, text)


def test_what_the_bank_said_stays_beside_what_a_person_changed(alice: Member) -> None:
    row = from_bank(alice)
    day_after = DAY + timedelta(days=1)
    changed = change(alice, row, amount="25", transaction_date=day_after, description="Busy Bee Cafe", note="lunch")
    assert changed == ["amount", "date", "description", "note"]
    seen = detail(alice, row)
    assert (seen.row.amount.minor, seen.row.posted_on, seen.row.name) == (-2500, day_after, "Busy Bee Cafe")
    assert seen.bank is not None
    assert (seen.bank.amount.minor, seen.bank.posted_on, seen.bank.description) == (-2275, DAY, "SQ *BUSY BEE 0042")
    assert seen.bank.amount_differs
    with db.transaction(alice.household_id) as session:
        transactions.reset_to_bank(session, alice, row)
    again = detail(alice, row)
    assert (again.row.amount.minor, again.row.posted_on) == (-2275, DAY)
    assert again.bank is not None
    assert not again.bank.amount_differs
    assert [happened.sentence for happened in again.history] == [
        "You went back to what the bank says.",
        "You changed the amount, the date, the name and the note.",
    ]
    assert books_are_right(alice)


def test_what_is_the_same_changes_nothing_and_leaves_no_trace(alice: Member) -> None:
    account(alice)
    row = add(alice, "12.50", "Busy Bee Cafe", category="Groceries")
    same = {"amount": "12.5", "description": "Busy Bee Cafe", "category": "Groceries", "transaction_date": DAY}
    assert change(alice, row, transaction_type="expense", note="", **same) == []
    assert len(detail(alice, row).history) == 1


def test_an_expense_becomes_income_and_moves_to_another_account_and_month(alice: Member) -> None:
    here, there = account(alice, "Here"), account(alice, "There")
    row = add(alice, "10", account_id=here)
    change(alice, row, transaction_type="income", account_id=there, transaction_date=DAY + timedelta(days=40))
    assert (balance(alice, here), balance(alice, there)) == ("0.00", "10.00")
    assert books_are_right(alice)


def test_both_ends_of_a_transfer_by_hand_change_together(alice: Member) -> None:
    here, there = account(alice, "Here"), account(alice, "There")
    row = add(alice, "10", account_id=here, to_account_id=there, transaction_type="transfer")
    change(alice, row, amount="15", transaction_date=DAY + timedelta(days=40))
    assert (balance(alice, here), balance(alice, there)) == ("-15.00", "15.00")
    assert books_are_right(alice)


def test_an_expense_turns_out_to_be_a_transfer(alice: Member) -> None:
    here, there = account(alice, "Here"), account(alice, "There")
    row = add(alice, "10", account_id=here, category="Groceries")
    change(alice, row, transaction_type="transfer", to_account_id=there)
    assert balance(alice, there) == "10.00"
    assert detail(alice, row).row.category_name is None
    assert books_are_right(alice)


def test_a_row_from_the_bank_stays_in_its_account(alice: Member) -> None:
    row = from_bank(alice)
    other = account(alice, "Other")
    with pytest.raises(Refused) as refused:
        change(alice, row, account_id=other)
    assert "account_id" in refused.value.fields


def test_nobody_changes_what_is_not_theirs(alice: Member, bob: Member, partner: Member) -> None:
    account(alice, is_private=True)
    row = add(alice)
    for stranger in (bob, partner):
        with pytest.raises(NotFound):
            change(stranger, row, amount="1")
        with pytest.raises(NotFound):
            detail(stranger, row)
