import random
from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text

from mingus.core.tenancy import Member
from mingus.ledger.models import Category
from mingus.ledger.service import habits, payees, rollups
from tests.ledger.books import Books

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)

_COPIES = text(
    """
    INSERT INTO transactions (household_id, id, account_id, currency, status, own_posted_on, own_amount_minor, note,
                              is_split, created_at, updated_at)
    SELECT household_id, gen_random_uuid(), account_id, currency, status, posted_on, amount_minor, note,
           is_split, created_at, updated_at
      FROM transactions, generate_series(1, 1000) WHERE id = :id
    """
)


@pytest.fixture
def books(alice: Member) -> Books:
    return Books(alice)


def _category(books: Books, slug: str) -> UUID:
    with books.transaction() as db:
        wanted = select(Category.id).where(Category.household_id == books.member.household_id, Category.slug == slug)
        return db.scalars(wanted).one()


def _filed(books: Books, slug: str) -> dict[str, object]:
    return {"category_id": _category(books, slug), "category_source": "person"}


def test_months_come_by_category_with_what_was_spent_and_earned(books: Books) -> None:
    checking = books.account("Checking")
    books.row(checking, date(2026, 1, 5), 3000_00, "PAY", **_filed(books, "paycheck"))
    books.row(checking, date(2026, 1, 9), -80_00, "KROGER", **_filed(books, "groceries"))
    books.row(checking, date(2026, 1, 11), 20_00, "KROGER REFUND", **_filed(books, "groceries"))
    books.row(checking, date(2026, 2, 1), -9_00, "SQ *LOCAL")
    with books.transaction() as db:
        found = habits.filed_months(db, books.member, FIRST, LAST)
    assert [(one.month_on.month, one.slug, one.name, one.spent_minor, one.earned_minor) for one in found] == [
        (2, None, "Uncategorized", 9_00, 0),
        (1, "groceries", "Groceries", 60_00, 0),
        (1, "paycheck", "Paycheck", 0, 3000_00),
    ]


def test_a_payee_is_told_from_the_third_time_on_and_a_fee_at_once(books: Books) -> None:
    checking = books.account("Checking")
    for month in (1, 2, 3):
        books.row(checking, date(2026, month, 7), -15_99, "STREAMBOX")
    for month in (1, 2):
        books.row(checking, date(2026, month, 8), -5_00, "TWICE")
    books.row(checking, date(2026, 2, 2), -12_00, "OVERDRAFT FEE", **_filed(books, "fees"))
    books.row(checking, date(2026, 2, 3), 12_00, "MONEY IN")
    with books.transaction() as db:
        found = habits.paid_series(db, books.member, FIRST, LAST)
    assert [(one.name, one.slug, len(one.days), one.amounts_minor) for one in found] == [
        ("STREAMBOX", None, 3, (15_99, 15_99, 15_99)),
        ("OVERDRAFT FEE", "fees", 1, (12_00,)),
    ]
    assert found[0].days == (date(2026, 1, 7), date(2026, 2, 7), date(2026, 3, 7))


def test_series_are_those_that_a_reader_of_every_row_would_find(books: Books) -> None:
    """Payees and bare texts of one name count as one, so do own categories; too many, too few and money in do not."""
    rows = random.Random(7)
    shop, other = books.account("Checking"), books.account("Card", "card")
    filings = [{}, _filed(books, "fees"), _filed(books, "groceries")]
    slugs = [None, "fees", "groceries"]
    with books.transaction() as db:
        named = payees.ensure(db, books.member.household_id, ["STREAMBOX", "Corner shop"])
    found: dict[tuple[str, str | None], list[tuple[date, UUID, int]]] = defaultdict(list)
    with books.transaction() as db:
        for _ in range(500):
            name = rows.choice(["STREAMBOX", "Corner shop", *["KIOSK"] * 9, "", f"SHOP {rows.randrange(40)}"])
            filed, on = rows.choice([0, 0, 1, 2]), FIRST + timedelta(days=rows.randrange(-20, 110))
            minor = rows.choice([-5_00, -7_50, -7_50, 9_00])
            whom = {"payee_id": named[name], "payee_source": "person"} if name in named and rows.random() < 0.5 else {}
            words = "BANK'S OWN WORDS" if whom else name
            row_id = books.add(db, rows.choice([shop, other]), on, minor, words, **whom, **filings[filed])
            if minor < 0 and FIRST <= on <= LAST:
                found[name, slugs[filed]].append((on, row_id, -minor))
    wanted = {
        key: ([on for on, _, _ in sorted(lines)], [minor for _, _, minor in sorted(lines)])
        for key, lines in found.items()
        if 3 <= len(lines) <= 70 or key[1] == "fees"
    }
    assert max(map(len, found.values())) > 70
    assert min(map(len, found.values())) < 3
    with books.transaction() as db:
        series = habits.paid_series(db, books.member, FIRST, LAST)
    assert {(one.name, one.slug): (list(one.days), list(one.amounts_minor)) for one in series} == wanted
    spent = [sum(one.amounts_minor) for one in series]
    assert spent == sorted(spent, reverse=True)


def test_days_without_a_row_are_low_as_well_while_the_balance_is(books: Books) -> None:
    checking = books.account("Checking", opening_minor=100_00)
    for on, minor in (((1, 2), -150_00), ((1, 12), 500_00)):
        books.row(checking, date(2026, *on), minor, "ROW")
    with books.transaction() as db:
        (whole,) = habits.pulses(db, books.member, date(2026, 1, 1))
        (late,) = habits.pulses(db, books.member, date(2026, 1, 8))
    assert whole.days_below_zero == 10  # January 2 to 11
    assert late.days_below_zero == 4  # January 8 to 11


def test_low_days_are_counted_from_the_balance_at_the_end_of_each(books: Books) -> None:
    checking = books.account("Checking", opening_minor=100_00)
    for on, minor in (((1, 2), -150_00), ((1, 3), 20_00), ((1, 4), 500_00), ((2, 9), -470_01), ((2, 9), 2_00)):
        books.row(checking, date(2026, *on), minor, "ROW")
    with books.transaction() as db:
        (pulse,) = habits.pulses(db, books.member, date(2026, 1, 3))
    assert (pulse.oldest_on, pulse.newest_on) == (date(2026, 1, 2), date(2026, 2, 9))
    assert pulse.days_below_zero == 1  # January 3; January 2 is before the day it is asked from
    assert pulse.lowest_minor == -30_00


def test_nothing_of_a_partners_private_account_shows(books: Books, bob: Member) -> None:
    partner = books.partner()
    private = books.account("Mine", private_to=partner.person_id)
    for month in (1, 2, 3):
        books.row(private, date(2026, month, 7), -15_99, "SECRETBOX")
    with books.transaction() as db:
        for look in (habits.filed_months, habits.paid_series):
            assert look(db, books.member, FIRST, LAST) == []
            assert len(look(db, partner, FIRST, LAST)) > 0
        assert habits.pulses(db, books.member, FIRST) == []
        assert [pulse.account_id for pulse in habits.pulses(db, partner, FIRST)] == [private]
        assert habits.paid_series(db, bob, FIRST, LAST) == []


def test_interest_is_what_the_bank_calls_so_by_account(books: Books, bob: Member) -> None:
    card, other = books.account("Card", "card"), books.account("Other", "card")
    for on, minor, words in (
        ((3, 1), -4_00, "INTEREST CHARGED"),
        ((3, 2), -1_00, "Finance charge"),
        ((1, 1), -9_00, "INTEREST"),
    ):
        books.row(card, date(2026, *on), minor, words, **_filed(books, "fees"))
    books.row(other, date(2026, 3, 1), -39_00, "LATE FEE", **_filed(books, "fees"))
    with books.transaction() as db:
        assert habits.interest_charged(db, books.member, date(2026, 2, 1)) == {card: 5_00}
        assert habits.interest_charged(db, bob, FIRST) == {}


def test_rows_without_a_category_are_counted_however_many(books: Books, bob: Member) -> None:
    partner, checking = books.partner(), books.account("Checking")
    private = books.account("Mine", private_to=partner.person_id)
    books.row(checking, date(2026, 1, 3), -4_00, "FILED", **_filed(books, "fees"))
    books.row(private, date(2026, 1, 3), -4_00, "MINE")
    with books.transaction() as db:
        first = books.add(db, checking, date(2026, 1, 4), -5_00, "UNFILED")
        db.execute(_COPIES, {"id": first})
        rollups.refresh_accounts(db, books.member.household_id, [checking])
        assert habits.unfiled(db, books.member) == 1001
        assert habits.unfiled(db, partner) == 1002
        assert habits.unfiled(db, bob) == 0
