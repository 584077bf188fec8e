"""Payees: one per name."""

import pytest
from apiflask import APIFlask

from mingus.core.errors import Refused
from mingus.ledger.service import payees
from tests.ledger.books import Books, counted_statements


@pytest.fixture
def books(app: APIFlask) -> Books:
    return Books.open()


def test_one_payee_per_name_whatever_its_capitals_and_blanks(books: Books) -> None:
    with books.transaction() as db:
        first = payees.get_or_create(db, books.member, "Corner Store")
        assert payees.get_or_create(db, books.member, " corner  STORE ") == first


def test_an_empty_name_is_refused(books: Books) -> None:
    with books.transaction() as db, pytest.raises(Refused):
        payees.get_or_create(db, books.member, "  ")


def test_any_number_of_names_takes_two_statements(books: Books) -> None:
    names = [f"Shop {n}" for n in range(500)] + ["", "shop 7"]
    with books.transaction() as db, counted_statements() as sent:
        found = payees.ensure(db, books.member.household_id, names)
    assert len(sent) == 2
    assert len(found) == 501
    assert found["Shop 7"] == found["shop 7"]


def test_bobs_payee_of_the_same_name_is_another(books: Books) -> None:
    bob = Books.open()
    with books.transaction() as db:
        alices = payees.get_or_create(db, books.member, "Corner Store")
    with bob.transaction() as db:
        assert payees.get_or_create(db, bob.member, "Corner Store") != alices
