"""Rollups say what the rows say, whatever happened to the rows."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core.ids import NIL, new_id
from mingus.ledger.models import AccountDay, CategoryMonth, Split, Transaction, Transfer
from mingus.ledger.service import categories, rollups
from tests.ledger.books import Books, counted_statements

JANUARY = date(2026, 1, 15)


@pytest.fixture
def books(app: APIFlask) -> Books:
    return Books.open()


def test_sums_in_and_out_apart_per_month_and_category(books: Books) -> None:
    checking = books.account("Checking")
    with books.transaction() as db:
        food = categories.create(db, books.member, "Food", "expense")
    books.row(checking, JANUARY, -1500, "MARKET", category_id=food)
    books.row(checking, JANUARY, 200, "MARKET REFUND", category_id=food)
    books.row(checking, JANUARY + timedelta(days=1), -700, "UNKNOWN")
    with books.transaction() as db:
        found = {
            row.category_key: (row.in_minor, row.out_minor, row.count)
            for row in db.scalars(select(CategoryMonth).where(CategoryMonth.account_id == checking))
        }
    assert found == {food: (200, 1500, 2), NIL: (0, 700, 1)}


def test_transfers_count_for_the_day_but_not_for_the_month(books: Books) -> None:
    checking = books.account("Checking")
    with books.transaction() as db:
        transfer_id = _transfer(db, books)
    books.row(checking, JANUARY, -5000, "TRANSFER", transfer_id=transfer_id)
    books.row(checking, JANUARY, -300, "COFFEE", status="pending")
    with books.transaction() as db:
        day = db.scalars(select(AccountDay).where(AccountDay.account_id == checking)).one()
        month = db.scalars(select(CategoryMonth).where(CategoryMonth.account_id == checking)).one()
    assert (day.sum_minor, day.pending_minor, day.count) == (-5300, -300, 2)
    assert (month.out_minor, month.count) == (300, 1)


def test_a_month_whose_last_row_is_deleted_disappears(books: Books) -> None:
    checking = books.account("Checking")
    row_id = books.row(checking, JANUARY, -300)
    with books.transaction() as db:
        db.execute(update(Transaction).where(Transaction.id == row_id).values(deleted_at=clock.now()))
        rollups.refresh_accounts(db, books.member.household_id, [checking])
    with books.transaction() as db:
        assert db.scalars(select(CategoryMonth).where(CategoryMonth.account_id == checking)).all() == []
        assert db.scalars(select(AccountDay).where(AccountDay.account_id == checking)).all() == []
        assert rollups.recount(db, books.member.household_id) == []


def test_a_recount_names_what_nobody_refreshed(books: Books) -> None:
    checking = books.account("Checking")
    with books.transaction() as db:
        books.add(db, checking, JANUARY, -300)
    with books.transaction() as db:
        found = rollups.recount(db, books.member.household_id)
    assert found == [
        rollups.Difference("category_months", checking, date(2026, 1, 1), NIL, -300, 0),
        rollups.Difference("account_days", checking, JANUARY, None, -300, 0),
    ]


def test_any_number_of_months_takes_five_statements(books: Books) -> None:
    checking = books.account("Checking")
    touched = [(checking, JANUARY + timedelta(days=40 * n)) for n in range(50)]
    with books.transaction() as db, counted_statements() as sent:
        rollups.refresh_months(db, books.member.household_id, touched)
    assert len(sent) == 5


def test_the_household_lock_keeps_others_out_until_the_end(books: Books) -> None:
    taken = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
    with books.transaction() as db:
        rollups.lock_household(db, books.member.household_id)
        assert db.scalar(taken) == 1
    with books.transaction() as db:
        assert db.scalar(taken) == 0


days = st.integers(0, 80).map(lambda n: date(2025, 12, 20) + timedelta(days=n))
steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "amount", "category", "delete", "split", "transfer", "erase"]),
        st.integers(0, 1),
        days,
        st.integers(-5000, 5000),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=15,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_rollups_equal_a_recount_after_any_history_of_edits(
    app: APIFlask, history: list[tuple[str, int, date, int, int]]
) -> None:
    books = Books.open()
    accounts = [books.account("One"), books.account("Two", "savings")]
    with books.transaction() as db:
        kinds = [
            categories.create(db, books.member, "A", "expense"),
            categories.create(db, books.member, "B", "income"),
        ]
    rows: list[UUID] = []
    for what, which, on, minor, pick in history:
        with books.transaction() as db:
            if what == "add" or not rows:
                rows.append(books.add(db, accounts[which], on, minor, category_id=kinds[pick % 2] if pick else None))
                touched = [(accounts[which], on)]
            else:
                touched = _edit(db, books, rows[pick % len(rows)], (what, on, minor, kinds[which]))
            rollups.refresh_months(db, books.member.household_id, touched)
    with books.transaction() as db:
        assert rollups.recount(db, books.member.household_id) == []


def _edit(db: Session, books: Books, row_id: UUID, change: tuple[str, date, int, UUID]) -> list[tuple[UUID, date]]:
    what, on, minor, category_id = change
    mine = Transaction.household_id == books.member.household_id, Transaction.id == row_id
    before = db.execute(
        select(Transaction.account_id, Transaction.posted_on, Transaction.amount_minor).where(*mine)
    ).one()
    choices: dict[str, dict[str, Any]] = {
        "move": {"own_posted_on": on},
        "amount": {"own_amount_minor": minor, "is_split": False},
        "category": {"category_id": category_id},
        "delete": {"deleted_at": clock.now()},
        "split": {"is_split": True},
        "transfer": {"transfer_id": _transfer(db, books)},
        "erase": {"deleted_at": None, "transfer_id": None},
    }
    if what == "split":
        db.execute(delete(Split).where(Split.transaction_id == row_id))
        books.split(db, row_id, (minor, category_id), (before.amount_minor - minor, None))
    db.execute(update(Transaction).where(*mine).values(choices[what]))
    return [(before.account_id, before.posted_on), (before.account_id, on)]


def _transfer(db: Session, books: Books) -> UUID:
    transfer_id = new_id()
    db.execute(
        insert(Transfer).values(
            household_id=books.member.household_id, id=transfer_id, source="person", created_at=clock.now()
        )
    )
    return transfer_id
