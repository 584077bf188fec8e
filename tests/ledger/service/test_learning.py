"""Edits teach, and what a person said is never overwritten."""

from datetime import date
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import events
from mingus.core.errors import NotFound
from mingus.ledger.models import Rule
from mingus.ledger.service import categories, learning, person_rules
from tests.ledger.books import Books, counted_statements

MARCH = date(2026, 3, 10)


@pytest.fixture
def books(app: APIFlask) -> Books:
    books = Books.open()
    books.account("Checking")
    with books.transaction() as db:
        categories.prepare_household(db, events.HouseholdCreated(books.member.household_id, None))
    return books


def test_an_edit_teaches_the_payees_next_row(books: Books) -> None:
    with books.transaction() as db:
        learning.remember(db, books.member, _row(books, "SQ *ZYX STUDIO #12"), _slug(books, "entertainment"))
        found = learning.categorise(
            db, books.member.household_id, [learning.Candidate("next", "Zyx Studio", "ZYX STUDIO #99", -1, "")]
        )
    assert found == {"next": (_slug(books, "entertainment"), "rule")}


def test_a_later_edit_changes_what_was_learned(books: Books) -> None:
    row = _row(books, "ZYX STUDIO")
    with books.transaction() as db:
        learning.remember(db, books.member, row, _slug(books, "entertainment"))
        learning.remember(db, books.member, row, _slug(books, "education"))
        assert db.scalars(select(Rule.category_id)).all() == [_slug(books, "education")]


def test_an_edit_never_overwrites_a_persons_rule(books: Books) -> None:
    row, gift, fun = _row(books, "ZYX STUDIO"), _slug(books, "family_giving"), _slug(books, "entertainment")
    with books.transaction() as db:
        rule_id = person_rules.add(db, books.member, "zyx studio", payee=None, category_id=gift)
        db.get_one(Rule, (books.member.household_id, rule_id)).match = "exact"
        db.flush()
        learning.remember(db, books.member, row, fun)
        assert db.scalars(select(Rule.category_id)).all() == [gift]


def test_a_private_account_teaches_the_household_nothing(books: Books) -> None:
    hidden = books.account("Hidden", private_to=books.member.person_id)
    row = books.row(hidden, MARCH, -100, "RING SHOP")
    with books.transaction() as db:
        learning.remember(db, books.member, row, _slug(books, "shopping"))
        assert person_rules.list_for(db, books.partner()) == []


def test_filing_takes_the_same_number_of_statements_for_any_number_of_rows(books: Books) -> None:
    rows = [learning.Candidate(number, "Kroger", f"KROGER #{number}", -1, "") for number in range(2000)]
    with books.transaction() as db, counted_statements() as sent:
        found = learning.categorise(db, books.member.household_id, rows)
    assert len(found) == 2000
    assert len(sent) == 3


def test_distinct_payees_and_texts_are_decided_for_imports_by_sets(books: Books) -> None:
    with books.transaction() as db:
        rule_id = person_rules.add(db, books.member, "#412", payee="My Kroger", category_id=None)
        payees = learning.decide(db, books.member.household_id, {"Kroger", "Acme Payroll", "Nobody Knows"})
        texts = learning.decide_texts(db, books.member.household_id, {"KROGER #412", "KROGER #9"})
    assert {text: made.source for text, made in payees.items()} == {"Kroger": "default", "Acme Payroll": "default"}
    assert payees["Acme Payroll"].income_only
    assert {text: made.rule_id for text, made in texts.items()} == {"KROGER #412": rule_id}


def test_bob_cannot_teach_alices_household(books: Books) -> None:
    row, bob = _row(books, "ZYX"), Books.open()
    with bob.transaction() as db, pytest.raises(NotFound):
        learning.remember(db, bob.member, row, None)


def _row(books: Books, text: str, **columns: object) -> UUID:
    return books.row(books.accounts["Checking"], MARCH, -100, text, **columns)


def _slug(books: Books, slug: str) -> UUID:
    with books.transaction() as db:
        return next(view.id for view in categories.list_for(db, books.member) if view.slug == slug)
