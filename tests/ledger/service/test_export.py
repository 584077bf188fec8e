"""Exports hold everything a member sees, add up to our own figures, and run nowhere."""

import csv
import io
import json
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import beanquery
import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.service import categories, export, figures, payees, transfers
from tests.ledger.books import Books, counted_statements

MARCH = date(2026, 3, 10)


@pytest.fixture
def books(app: APIFlask) -> Books:
    """Two accounts, a split, a transfer, a refund, a pending and an unfiled row, and a text that is a formula."""
    books = Books.open()
    checking = books.account("Joint & checking", opening_minor=123456)
    card = books.account("Visa “Gold”", "card")
    with books.transaction() as db:
        food = categories.create(db, books.member, "Food & drink", "expense")
        pay = categories.create(db, books.member, "Pay", "income")
        shop = payees.get_or_create(db, books.member, 'The "Corner" Shop')
        split = books.add(db, checking, MARCH, -3000, "SHOP\\ #1", payee_id=shop)
        books.split(db, split, (-1000, food), (-2500, None), (500, pay))
    books.row(checking, MARCH, 300000, "ACME PAYROLL", category_id=pay)
    books.row(card, MARCH, -5050, "=HYPERLINK(1)", category_id=food)
    books.row(card, MARCH, 50, "REFUND", category_id=food)
    books.row(card, MARCH, -7, "-5.00", status="pending")
    out = books.row(checking, MARCH, -4000, "PAYMENT TO VISA")
    into = books.row(card, MARCH + timedelta(days=1), 4000, "PAYMENT THANK YOU")
    with books.transaction() as db:
        transfers.pair(db, books.member, out, into)
    return books


def test_beancount_accepts_the_file(books: Books, tmp_path: Path) -> None:
    file = tmp_path / "books.beancount"
    file.write_text(_exported(books, "beancount"), encoding="utf-8")
    checked = subprocess.run(
        [Path(sys.executable).with_name("bean-check"), file], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_beancounts_sums_are_ours(books: Books, tmp_path: Path) -> None:
    sums = _bean_sums(_exported(books, "beancount"), tmp_path)
    with books.transaction() as db:
        month, worth = figures.month(db, books.member, MARCH), figures.net_worth(db, books.member)
    spent = {amount.name: amount.amount.decimal_string() for amount in month.by_category}
    assert str(sums["Expenses:Food-and-drink"]) == spent["Food & drink"] == "60.00"
    assert str(sums["Expenses:Uncategorized"]) == spent["Uncategorized"] == "25.07"
    assert str(-sums["Income:Pay"]) == month.income.decimal_string() == "3005.00"
    owned = sum(amount for name, amount in sums.items() if name.startswith(("Assets:", "Liabilities:")))
    assert str(owned) == worth.total.decimal_string()
    assert sums["Assets:Transfers"] == 0


def test_the_csv_adds_up_and_runs_nothing(books: Books) -> None:
    rows = list(csv.DictReader(io.StringIO(_exported(books, "csv"), newline="")))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row["Account"]] += Decimal(row["Amount"])
    assert sums == {"Joint & checking": Decimal("2930.00"), "Visa “Gold”": Decimal("-10.07")}
    texts = {row["Bank text"] for row in rows}
    assert "'=HYPERLINK(1)" in texts
    assert "-5.00" in texts
    assert {row["Category"] for row in rows if row["Transfer"]} == {""}
    assert [row["Amount"] for row in rows if row["Part of"]] == ["-10.00", "-25.00", "5.00"]


def test_the_json_is_complete(books: Books) -> None:
    with books.transaction() as db:
        found = json.loads("".join(export.json(db, books.member)))
    assert found["format"] == "mingus"
    assert len(found["accounts"]) == 2
    assert len(found["transactions"]) == 7
    split = next(row for row in found["transactions"] if row["splits"])
    assert [part["amount"] for part in split["splits"]] == ["-10.00", "-25.00", "5.00"]
    assert split["payee"] == 'The "Corner" Shop'
    assert split["bank"]["description"] == "SHOP\\ #1"


@pytest.mark.parametrize("kind", ["csv", "json", "beancount"])
def test_an_export_holds_nothing_of_others(books: Books, kind: str) -> None:
    hidden = books.account("Hidden stash", private_to=books.member.person_id, opening_minor=777)
    books.row(hidden, MARCH, -100, "RING SHOP")
    bob = Books.open()
    assert "RING SHOP" in _exported(books, kind)
    assert "Hidden" in _exported(books, kind).replace("-", " ")
    for stranger in (_exported(books, kind, books.partner()), _exported(bob, kind)):
        assert "RING SHOP" not in stranger
        assert "Hidden" not in stranger
    assert "ACME" not in _exported(bob, kind)


@pytest.mark.parametrize("kind", ["csv", "json", "beancount"])
def test_two_exports_say_the_same_in_few_statements(books: Books, kind: str) -> None:
    with counted_statements() as sent:
        first, second = _exported(books, kind), _exported(books, kind)
    assert first.splitlines()[1:] == second.splitlines()[1:]
    assert len(sent) < 30


def test_an_export_is_written_to_the_audit_log_and_an_unknown_kind_refused(books: Books) -> None:
    with books.transaction() as db:
        assert next(export.export(db, books.member, "csv")).startswith("Date,Account")
        with pytest.raises(Refused):
            export.export(db, books.member, "xls")


rows = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 60), st.integers(-(10**9), 10**9), st.text(max_size=20), st.integers(0, 2)
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=rows, opening_minor=st.integers(-(10**9), 10**9))
def test_any_household_exports_to_valid_books(
    app: APIFlask, tmp_path: Path, found: list[tuple[int, int, int, str, int]], opening_minor: int
) -> None:
    books = Books.open()
    accounts = [books.account("One", opening_minor=opening_minor), books.account("one two", "card")]
    with books.transaction() as db:
        kinds: list[UUID | None] = [None]
        kinds += [categories.create(db, books.member, name, name.lower()) for name in ("Income", "Expense")]
    for which, days, minor, said, kind in found:
        text = said.replace("\x00", "")
        books.row(accounts[which], MARCH + timedelta(days=days), minor, text, category_id=kinds[kind])
    sums = _bean_sums(_exported(books, "beancount"), tmp_path)
    with books.transaction() as db:
        assert Decimal(figures.net_worth(db, books.member).total.decimal_string()) == sum(
            amount for name, amount in sums.items() if name.startswith(("Assets:", "Liabilities:"))
        )


def _exported(books: Books, kind: str, member: Member | None = None) -> str:
    with books.transaction() as db:
        return "".join(export.export(db, member or books.member, kind))


def _bean_sums(text: str, folder: Path) -> dict[str, Decimal]:
    """What Beancount's own query says each account holds; fails on any error in the file."""
    file = folder / "asked.beancount"
    file.write_text(text, encoding="utf-8")
    connection = beanquery.connect(f"beancount:{file}")
    assert connection.errors == []
    found: dict[str, Decimal] = defaultdict(Decimal)
    cursor = connection.execute("SELECT account, sum(number) GROUP BY account")
    found.update({row[0]: row[1] for row in cursor.fetchall()})
    return found
