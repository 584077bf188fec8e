"""Edits teach, rules file, and what a person did stays."""

from datetime import date
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import events
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import Rule, Transaction
from mingus.ledger.service import categories, learning, person_rules, rollups
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


def test_bob_can_neither_teach_nor_change_alices_rules(books: Books) -> None:
    row = _row(books, "ZYX")
    with books.transaction() as db:
        rule_id = person_rules.add(db, books.member, "zyx", payee="Zyx", category_id=None)
    bob: Member = Books.open().member
    with Books(bob).transaction() as db:
        assert person_rules.list_for(db, bob) == []
        with pytest.raises(NotFound):
            person_rules.remove(db, bob, rule_id)
        with pytest.raises(NotFound):
            person_rules.apply(db, bob, rule_id)
        with pytest.raises(NotFound):
            learning.remember(db, bob, row, None)
        with pytest.raises(Refused):
            person_rules.add(db, bob, "zyx", payee=None, category_id=_slug(books, "travel"))


def _row(books: Books, text: str, **columns: object) -> UUID:
    return books.row(books.accounts["Checking"], MARCH, -100, text, **columns)


def _slug(books: Books, slug: str) -> UUID:
    with books.transaction() as db:
        return next(view.id for view in categories.list_for(db, books.member) if view.slug == slug)
