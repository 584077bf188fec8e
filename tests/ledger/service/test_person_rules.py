"""People's rules file rows, and what a person filed by hand stays."""

from datetime import date
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import events
from mingus.core.errors import NotFound, Refused
from mingus.ledger.models import Transaction
from mingus.ledger.service import categories, person_rules, rollups
from tests.ledger.books import Books

MARCH = date(2026, 3, 10)


@pytest.fixture
def books(app: APIFlask) -> Books:
    books = Books.open()
    books.account("Checking")
    with books.transaction() as db:
        categories.prepare_household(db, events.HouseholdCreated(books.member.household_id, None))
    return books


def test_a_new_rule_files_old_rows_that_no_person_touched(books: Books) -> None:
    open_row, filed = _row(books, "ZYX 1"), _row(books, "ZYX 2")
    mine = _row(books, "ZYX 3", category_id=_slug(books, "travel"), category_source="person")
    with books.transaction() as db:
        fun = _slug(books, "entertainment")
        rule_id = person_rules.add(db, books.member, "Zyx", payee="Zyx Studio", category_id=fun)
        assert person_rules.apply(db, books.member, rule_id) == 3
        assert person_rules.apply(db, books.member, rule_id) == 0
        assert rollups.recount(db, books.member.household_id) == []
        kept = dict(db.execute(select(Transaction.id, Transaction.category_id)).all())
    assert kept == {open_row: fun, filed: fun, mine: _slug(books, "travel")}


def test_a_rule_needs_a_text_and_something_to_do(books: Books) -> None:
    with books.transaction() as db:
        for contains, payee in ((" ", "Someone"), ("zyx", None)):
            with pytest.raises(Refused):
                person_rules.add(db, books.member, contains, payee=payee, category_id=None)
        person_rules.add(db, books.member, "ZYX ", payee="Zyx", category_id=None)
        with pytest.raises(Refused, match="already"):
            person_rules.add(db, books.member, "zyx", payee="Other", category_id=None)


def test_a_removed_rule_is_gone_and_its_rows_stay_filed(books: Books) -> None:
    row, fun = _row(books, "ZYX"), _slug(books, "entertainment")
    with books.transaction() as db:
        rule_id = person_rules.add(db, books.member, "zyx", payee=None, category_id=fun)
        person_rules.apply(db, books.member, rule_id)
        person_rules.remove(db, books.member, rule_id)
        assert person_rules.list_for(db, books.member) == []
        assert db.scalar(select(Transaction.category_id).where(Transaction.id == row)) == fun


def test_bob_cannot_touch_alices_rules(books: Books) -> None:
    with books.transaction() as db:
        rule_id = person_rules.add(db, books.member, "zyx", payee="Zyx", category_id=None)
    bob = Books.open()
    with bob.transaction() as db:
        assert person_rules.list_for(db, bob.member) == []
        for attempt in (person_rules.remove, person_rules.apply):
            with pytest.raises(NotFound):
                attempt(db, bob.member, rule_id)
        with pytest.raises(Refused):
            person_rules.add(db, bob.member, "zyx", payee=None, category_id=_slug(books, "travel"))


def test_a_rule_never_files_rows_of_a_partners_private_account(books: Books) -> None:
    partner = books.partner()
    hidden = books.row(books.account("Hidden", private_to=partner.person_id), MARCH, -100, "ZYX")
    with books.transaction() as db:
        rule_id = person_rules.add(db, books.member, "zyx", payee=None, category_id=_slug(books, "travel"))
        assert person_rules.apply(db, books.member, rule_id) == 0
        assert person_rules.apply(db, partner, rule_id) == 1
        assert db.scalar(select(Transaction.category_source).where(Transaction.id == hidden)) == "rule"


def _row(books: Books, text: str, **columns: object) -> UUID:
    return books.row(books.accounts["Checking"], MARCH, -100, text, **columns)


def _slug(books: Books, slug: str) -> UUID:
    with books.transaction() as db:
        return next(view.id for view in categories.list_for(db, books.member) if view.slug == slug)
