"""Everything the ledger keeps can be taken along, and goes when people go."""

from datetime import date

from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core import personal_data
from mingus.core.db import Base
from mingus.ledger.models import Account, Transaction
from mingus.ledger.service import categories, payees, person_rules, personal, transfers
from tests.ledger.books import Books

MARCH = date(2026, 3, 10)


def test_every_table_of_the_ledger_is_registered(app: APIFlask) -> None:
    own = {model.__tablename__ for model in Base.__subclasses__() if model.__module__.startswith("mingus.ledger.")}
    assert own == personal.ENTRY.tables
    assert own <= personal_data.tables()


def test_a_households_rows_are_exported_and_erased_and_no_one_elses(app: APIFlask) -> None:
    books, bob = _household(), _household()
    with books.transaction() as db:
        exported = {table: list(rows) for table, rows in personal.export(db, books.member.household_id)}
        assert set(exported) == personal.ENTRY.tables
        assert {row["bank_description"] for row in exported["transactions"]} == {"KROGER", "WIRE"}
        assert all("number_sealed" not in row for row in exported["accounts"])
        personal.erase(db, books.member.household_id)
        assert [list(rows) for _, rows in personal.export(db, books.member.household_id) if list(rows)] == []
    with bob.transaction() as db:
        assert db.scalar(select(func.count()).select_from(Transaction)) == 2
        assert db.scalar(select(func.count()).select_from(Account)) == 1


def _household() -> Books:
    books = Books.open()
    checking = books.account("Checking")
    with books.transaction() as db:
        food = categories.create(db, books.member, "Food", "expense")
        payee = payees.get_or_create(db, books.member, "Kroger")
        person_rules.add(db, books.member, "kroger", payee="Kroger", category_id=food)
        row = books.add(db, checking, MARCH, -100, "KROGER", payee_id=payee)
        books.split(db, row, (-40, food), (-60, None))
    wire = books.row(checking, MARCH, -500, "WIRE")
    with books.transaction() as db:
        transfers.mark_one_sided(db, books.member, wire)
    return books
