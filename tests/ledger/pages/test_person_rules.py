"""The page of rules, as a person uses it."""

import re
from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import db as database
from mingus.core.settings import Settings
from mingus.ledger.models import Category, Transaction
from tests.factories import Browser, browser_of, make_member
from tests.ledger.books import Books


@pytest.fixture
def books(configuration: Settings) -> Books:
    return Books(make_member(configuration))


@pytest.fixture
def as_owner(app: APIFlask, books: Books) -> Browser:
    return browser_of(app, books.member)


def test_a_rule_is_made_and_files_what_is_there(as_owner: Browser, books: Books) -> None:
    row = books.row(books.account("Checking"), date(2026, 3, 1), -100, "ZYX STUDIO 12")
    with database.transaction(books.member.household_id) as db:
        fun = db.scalar(select(Category.id).where(Category.slug == "entertainment"))
    made = as_owner.post("/rules", data={"contains": "zyx", "payee": "Zyx", "category_id": str(fun), "apply": "on"})
    assert made.status_code == 303
    page = as_owner.get("/rules").get_data(as_text=True)
    assert "1 transaction is filed" in page
    assert "→ Zyx · Entertainment" in page
    with database.transaction(books.member.household_id) as db:
        assert db.scalar(select(Transaction.category_id).where(Transaction.id == row)) == fun


def test_a_rule_is_applied_and_forgotten(as_owner: Browser) -> None:
    as_owner.post("/rules", data={"contains": "zyx", "payee": "Zyx", "category_id": ""})
    address = _address(as_owner)
    assert as_owner.post(f"{address}/apply").status_code == 303
    assert as_owner.post(f"{address}/delete").status_code == 303
    assert "No rules yet" in as_owner.get("/rules").get_data(as_text=True)


def test_a_rule_that_does_nothing_comes_back_with_the_reason(as_owner: Browser) -> None:
    page = as_owner.post("/rules", data={"contains": "zyx", "payee": "", "category_id": ""})
    assert page.status_code == 422
    assert "Choose at least one." in page.get_data(as_text=True)
    assert 'value="zyx"' in page.get_data(as_text=True)


def test_bob_cannot_touch_alices_rules(as_owner: Browser, app: APIFlask, configuration: Settings) -> None:
    as_owner.post("/rules", data={"contains": "zyx", "payee": "Zyx", "category_id": ""})
    address = _address(as_owner)
    bob = browser_of(app, make_member(configuration, first_name="Bob"))
    assert "zyx" not in bob.get("/rules").get_data(as_text=True)
    assert bob.post(f"{address}/delete").status_code == 404
    assert bob.post(f"{address}/apply").status_code == 404


def _address(as_owner: Browser) -> str:
    found = re.search(r'action="(/rules/[0-9a-f-]+)/delete"', as_owner.get("/rules").get_data(as_text=True))
    assert found
    return found[1]
