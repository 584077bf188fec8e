"""Categories: a household's own, and what happens to rows when they change."""

from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import events
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.ledger import defaults
from mingus.ledger.models import CategoryMonth, Transaction
from mingus.ledger.service import categories, rollups
from tests.ledger.books import Books, counted_statements


@pytest.fixture
def books(app: APIFlask) -> Books:
    return Books.open()


def test_a_new_household_begins_with_the_default_categories(books: Books) -> None:
    with books.transaction() as db:
        categories.prepare_household(db, events.HouseholdCreated(books.member.household_id, None))
        found = categories.list_for(db, books.member)
    assert {view.slug for view in found} == defaults.SLUGS
    assert [view.name for view in found][:2] == ["Paycheck", "Side income"]


def test_a_name_exists_once_whatever_its_capitals(books: Books) -> None:
    with books.transaction() as db:
        categories.create(db, books.member, "Fun  money", "expense")
    with pytest.raises(Refused, match="already"), books.transaction() as db:
        categories.create(db, books.member, "fun MONEY", "expense")


def test_renaming_to_other_capitals_of_itself_is_fine(books: Books) -> None:
    with books.transaction() as db:
        fun = categories.create(db, books.member, "fun", "expense")
        categories.rename(db, books.member, fun, "Fun")
        assert [view.name for view in categories.list_for(db, books.member)] == ["Fun"]


def test_hiding_keeps_it_and_can_be_taken_back(books: Books) -> None:
    with books.transaction() as db:
        fun = categories.create(db, books.member, "Fun", "expense")
        categories.hide(db, books.member, fun)
        assert categories.list_for(db, books.member)[0].hidden
        categories.hide(db, books.member, fun, hidden=False)
        assert not categories.list_for(db, books.member)[0].hidden


def test_merging_moves_rows_and_their_sums(books: Books) -> None:
    checking = books.account("Checking")
    with books.transaction() as db:
        food, meals = (categories.create(db, books.member, name, "expense") for name in ("Food", "Meals"))
    row_id = books.row(checking, date(2026, 3, 3), -900, "DINER", category_id=meals)
    with books.transaction() as db:
        categories.merge(db, books.member, meals, food)
    with books.transaction() as db:
        assert db.scalar(select(Transaction.category_id).where(Transaction.id == row_id)) == food
        assert db.scalars(select(CategoryMonth.category_key).where(CategoryMonth.account_id == checking)).all() == [
            food
        ]
        assert rollups.recount(db, books.member.household_id) == []
        assert [view.name for view in categories.list_for(db, books.member)] == ["Food"]


def test_income_and_spending_do_not_merge(books: Books) -> None:
    with books.transaction() as db:
        food = categories.create(db, books.member, "Food", "expense")
        pay = categories.create(db, books.member, "Pay", "income")
    with pytest.raises(Refused), books.transaction() as db:
        categories.merge(db, books.member, food, pay)


def test_a_files_own_names_find_or_make_categories_in_two_statements(books: Books) -> None:
    with books.transaction() as db:
        food = categories.create(db, books.member, "Groceries", "expense")
    with books.transaction() as db, counted_statements() as sent:
        found = categories.ensure(
            db, books.member.household_id, {"GROCERIES": -1, "Salary": 1, "salary": 1, "Rent": -1, " ": -1}
        )
    assert len(sent) == 2
    assert found["GROCERIES"] == food
    assert found["Salary"] == found["salary"]
    assert set(found) == {"GROCERIES", "Salary", "salary", "Rent"}
    with books.transaction() as db:
        kinds = {view.name: view.kind for view in categories.list_for(db, books.member)}
    assert kinds["Rent"] == "expense"
    assert {name.lower(): kind for name, kind in kinds.items()}["salary"] == "income"


def test_bob_neither_sees_nor_changes_what_is_alices(books: Books) -> None:
    with books.transaction() as db:
        fun = categories.create(db, books.member, "Fun", "expense")
    bob = Books.open()
    with bob.transaction() as db:
        assert categories.list_for(db, bob.member) == []
        with pytest.raises(NotFound):
            categories.rename(db, bob.member, fun, "Mine")
        with pytest.raises(NotFound):
            categories.hide(db, bob.member, new_id())


def test_a_name_with_money_both_ways_is_an_expense_with_refunds(books: Books) -> None:
    with books.transaction() as db:
        categories.ensure(db, books.member.household_id, [("Rent", 1), ("Rent", -1), ("Rent", 1)])
        assert [view.kind for view in categories.list_for(db, books.member)] == ["expense"]
