"""Money for the tests of the first page."""

from uuid import UUID

import pytest
from sqlalchemy import select

from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.ledger.models import Category
from tests.ledger.books import Books


@pytest.fixture
def books(alice: Member) -> Books:
    """Alice's: for three months 3,000 in and 1,200 for groceries, and 50 this month that nobody filed; 1,000 before."""
    books = Books(alice)
    checking = books.account("Checking", opening_minor=1000_00)
    paycheck, groceries = _category(alice, "paycheck"), _category(alice, "groceries")
    this_month = first_of(clock.today(alice.time_zone))
    for back in (2, 1, 0):
        on = add_months(this_month, -back)
        books.row(checking, on, 3000_00, "NORTHSIDE PAYROLL", category_id=paycheck, category_source="person")
        books.row(checking, on, -1200_00, "KROGER 42", category_id=groceries, category_source="person")
    books.row(checking, this_month, -50_00, "SQ *LOCAL")
    return books


def _category(member: Member, slug: str) -> UUID:
    with transaction(member.household_id, read_only=True) as db:
        wanted = select(Category.id).where(Category.household_id == member.household_id, Category.slug == slug)
        return db.scalars(wanted).one()
