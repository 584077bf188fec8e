"""What the demonstration's person did beyond importing files."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus import ledger
from mingus.ledger.models import Split, Transaction
from tests.demonstration import Demo


def test_there_are_purchases_in_parts_and_notes(books: Session, looked_at: Demo) -> None:
    assert (books.scalar(select(func.count(Split.transaction_id.distinct()))) or 0) >= 3
    assert (books.scalar(select(func.count()).where(Transaction.note != "")) or 0) >= 10


def test_withdrawn_cash_lies_in_the_purse_until_it_is_spent(books: Session, looked_at: Demo) -> None:
    (purse,) = (view for view in ledger.account_list(books, looked_at.member) if view.kind == "cash")
    assert 0 < purse.balance.minor < 300_00
    everything = ledger.TransactionFilter(account_id=purse.id, limit=200)
    rows = ledger.list_transactions(books, looked_at.member, everything).rows
    assert {row.other_account for row in rows if row.is_transfer} == {"Everyday checking"}
    assert {row.category_name for row in rows if not row.is_transfer} == {"Dining out", "Hair & personal care"}
