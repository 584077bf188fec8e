"""The figures pages show, each from one statement over the rollups."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from apiflask import APIFlask

from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.schemas.figures import CategoryAmount, MonthFigures, OtherCurrency, Point
from mingus.ledger.service import categories, figures, rollups
from tests.ledger.books import Books, counted_statements

MARCH = date(2026, 3, 10)


@pytest.fixture
def books(app: APIFlask) -> Books:
    return Books.open()


def test_a_month_adds_up(books: Books) -> None:
    checking = books.account("Checking")
    food, pay = _categories(books)
    books.row(checking, MARCH, 300000, "ACME", category_id=pay)
    books.row(checking, MARCH, -50000, "MARKET", category_id=food)
    books.row(checking, MARCH, 5000, "MARKET REFUND", category_id=food)
    books.row(checking, MARCH, -1000, "WHO KNOWS")
    books.row(checking, date(2026, 4, 1), -999, "MARKET", category_id=food)
    found = _month(books, books.member)
    assert (found.income, found.expenses, found.kept) == (Money(300000), Money(46000), Money(254000))
    assert found.savings_rate_percent == Decimal("84.7")
    assert found.month_on == date(2026, 3, 1)
    assert found.by_category == [
        CategoryAmount(food, "Food", Money(45000)),
        CategoryAmount(None, "Uncategorized", Money(1000)),
    ]


def test_a_month_without_rows_has_no_savings_rate(books: Books) -> None:
    found = _month(books, books.member)
    assert (found.income, found.savings_rate_percent, found.by_category) == (Money(0), None, [])


def test_other_currencies_stand_apart(books: Books) -> None:
    books.row(books.account("Euros", currency="EUR"), MARCH, -700, "CAFE")
    found = _month(books, books.member)
    assert found.expenses == Money(0)
    assert found.other_currencies == [OtherCurrency(Money(0, "EUR"), Money(700, "EUR"), Money(-700, "EUR"))]


def test_spending_by_month_and_category_agrees_with_the_months(books: Books) -> None:
    checking = books.account("Checking")
    food, _ = _categories(books)
    for on, minor in ((MARCH, -100), (MARCH, 30), (date(2026, 4, 1), -50), (date(2026, 5, 1), -7)):
        books.row(checking, on, minor, str(minor), category_id=food)
    with books.transaction() as db:
        found = figures.spending(db, books.member, MARCH, date(2026, 4, 30))
    assert [(one.month_on.month, one.category_id, one.amount) for one in found] == [
        (3, food, Money(70)),
        (4, food, Money(50)),
    ]


def test_totals_of_several_months_are_those_of_each_month(books: Books) -> None:
    checking = books.account("Checking")
    food, pay = _categories(books)
    for on, minor, category_id in ((MARCH, 900, pay), (MARCH, -100, food), (date(2026, 5, 9), -7, None)):
        books.row(checking, on, minor, str(minor), category_id=category_id)
    books.row(books.account("Euro", currency="EUR"), date(2026, 4, 1), 5)
    with books.transaction() as db:
        found = figures.month_totals(db, books.member, date(2026, 1, 31), date(2026, 5, 1))
        single = [figures.month(db, books.member, total.month_on) for total in found]
    assert [total.month_on for total in found] == [date(2026, 5, 1), date(2026, 3, 1)]
    assert [(t.income, t.expenses) for t in found] == [(month.income, month.expenses) for month in single]


def test_net_worth_counts_openings_rows_and_debts(books: Books) -> None:
    books.row(books.account("Checking", opening_minor=10000), MARCH, -2500)
    books.row(books.account("Card", "card"), MARCH, -4000)
    books.account("Euros", currency="EUR", opening_minor=500)
    with books.transaction() as db:
        found = figures.net_worth(db, books.member)
    assert (found.total, found.assets, found.debts) == (Money(3500), Money(7500), Money(4000))
    assert [other.total for other in found.other_currencies] == [Money(500, "EUR")]


def test_the_line_begins_with_the_first_day_there_is_anything(books: Books) -> None:
    checking = books.account("Checking", opening_minor=10000)
    books.row(checking, date(2026, 3, 1), -100)
    books.row(checking, date(2026, 3, 3), 50)
    with books.transaction() as db:
        every = figures.net_worth_line(db, books.member, None, date(2026, 3, 4), 10)
        some = figures.net_worth_line(db, books.member, date(2026, 2, 28), date(2026, 3, 3), 2)
        assert figures.net_worth_line(db, Books.open().member, None, MARCH, 10) == []
    assert every == [
        Point(date(2026, 3, day), Money(minor)) for day, minor in ((1, 9900), (2, 9900), (3, 9950), (4, 9950))
    ]
    assert some == [Point(date(2026, 2, 28), Money(0)), Point(date(2026, 3, 3), Money(9950))]


@pytest.mark.parametrize("since", [None, date(2026, 1, 15), date(2026, 3, 10), date(2026, 5, 1)])
@pytest.mark.parametrize("points", [1, 2, 7, 53])
def test_each_point_of_the_line_is_the_sum_of_all_rows_until_its_day(
    books: Books, since: date | None, points: int
) -> None:
    checking, until = books.account("Checking"), date(2026, 3, 31)
    amounts = {date(2026, 2, 1) + timedelta(days=3 * place): 7**place % 1000 for place in range(25)}
    for day, minor in amounts.items():
        books.row(checking, day, minor)
    with books.transaction() as db:
        line = figures.net_worth_line(db, books.member, since, until, points)
    assert line[-1].on == until
    assert len(line) <= points
    for point in line:
        assert point.amount == Money(sum(minor for day, minor in amounts.items() if day <= point.on))


def test_uncategorized_rows_are_counted(books: Books) -> None:
    checking = books.account("Checking")
    food, _ = _categories(books)
    books.row(checking, MARCH, -1, "A")
    books.row(checking, MARCH, -1, "B", category_id=food)
    books.row(checking, MARCH - timedelta(days=40), -1, "C")
    assert _month(books, books.member).uncategorized_count == 2


def test_private_accounts_count_for_their_owner_alone(books: Books) -> None:
    partner = books.partner()
    hidden = books.account("Hidden", private_to=books.member.person_id, opening_minor=777)
    books.row(hidden, MARCH, -100, "GIFT SHOP")
    with books.transaction() as db:
        assert figures.net_worth(db, books.member).total == Money(677)
        assert figures.net_worth(db, partner).total == Money(0)
        assert figures.net_worth_line(db, partner, None, MARCH, 5) == []
        assert figures.spending(db, partner, MARCH, MARCH) == []
    assert _month(books, books.member).expenses == Money(100)
    assert _month(books, partner).expenses == Money(0)
    assert _month(books, partner).uncategorized_count == 0


def test_bob_sees_none_of_alices_figures(books: Books) -> None:
    books.row(books.account("Checking", opening_minor=777), MARCH, -100)
    bob = Books.open()
    assert _month(bob, bob.member).expenses == Money(0)
    with bob.transaction() as db:
        assert figures.net_worth(db, bob.member).total == Money(0)
        assert figures.net_worth_line(db, bob.member, None, MARCH, 5) == []


def test_every_figure_is_one_statement(books: Books) -> None:
    books.row(books.account("Checking"), MARCH, -100)
    with books.transaction() as db, counted_statements() as sent:
        figures.month(db, books.member, MARCH)
        figures.spending(db, books.member, MARCH, MARCH)
        figures.month_totals(db, books.member, MARCH, MARCH)
        figures.net_worth(db, books.member)
        figures.net_worth_line(db, books.member, None, MARCH, 53)
    assert len(sent) == 5
    assert not any("transactions" in statement for statement in sent)


def _categories(books: Books) -> tuple[UUID, UUID]:
    with books.transaction() as db:
        return (
            categories.create(db, books.member, "Food", "expense"),
            categories.create(db, books.member, "Pay", "income"),
        )


def _month(books: Books, member: Member) -> MonthFigures:
    with books.transaction() as db:
        return figures.month(db, member, MARCH)


def test_spending_is_the_sum_of_each_months_expense_rows(books: Books) -> None:
    """As a bank's statements of a year say it: transfers and income left out, twins counted twice."""
    chance = random.Random(2024)
    accounts = [books.account("Checking"), books.account("Visa", "card")]
    food, pay = _categories(books)
    truth: dict[tuple[date, UUID | None], int] = defaultdict(int)
    with books.transaction() as db:
        for _ in range(400):
            on = date(2024, 1, 1) + timedelta(days=chance.randrange(366))
            category_id = chance.choice([food, food, pay, None])
            minor = chance.randrange(1, 5000) * (1 if category_id == pay else -1)
            books.add(db, chance.choice(accounts), on, minor, "ROW", category_id=category_id)
            if category_id != pay:
                truth[on.replace(day=1), category_id] -= minor
        rollups.refresh_accounts(db, books.member.household_id, accounts)
    with books.transaction() as db:
        found = figures.spending(db, books.member, date(2024, 1, 1), date(2024, 12, 31))
    assert {(one.month_on, one.category_id): one.amount.minor for one in found} == truth
