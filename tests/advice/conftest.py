"""Money for the tests of advice: Alice's months, with fees that can be stopped."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import event, select

from mingus.core import clock, db
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.ledger.models import Category
from tests.ledger.books import Books

MONTHS_BACK = 7


@pytest.fixture
def books(alice: Member) -> Books:
    """Seven full months: 4,000 in, 1,500 for rent, 1,600 for food, and a bank fee of 12; 900 on checking at first."""
    books = Books(alice)
    checking = books.account("Everyday", opening_minor=900_00)
    for back in range(MONTHS_BACK, 0, -1):
        on = months_ago(alice, back)
        rows = ((4000_00, "PAYROLL", "paycheck"), (-1500_00, "RENT", "housing"), (-1600_00, "KROGER", "groceries"))
        for minor, text, slug in (*rows, (-12_00, "MONTHLY MAINTENANCE FEE", "fees")):
            books.row(checking, on, minor, text, category_id=category(alice, slug), category_source="person")
        books.row(checking, on, -888_00, "MOVED ON")
    return books


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement this process sends from now on."""
    sent: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = db.engine()
    event.listen(engine, "before_cursor_execute", listen)
    yield sent
    event.remove(engine, "before_cursor_execute", listen)


def months_ago(member: Member, back: int) -> date:
    """The first day of the month so many before this one."""
    return add_months(first_of(clock.today(member.time_zone)), -back)


def category(member: Member, slug: str) -> UUID:
    """One of the categories that Mingus brings along."""
    with db.transaction(member.household_id, read_only=True) as session:
        wanted = select(Category.id).where(Category.household_id == member.household_id, Category.slug == slug)
        return session.scalars(wanted).one()
