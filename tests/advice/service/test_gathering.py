from dataclasses import replace

from mingus import goals, ledger, profile
from mingus.advice.figures.numbers import Numbers
from mingus.advice.service import gather
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.advice.conftest import MONTHS_BACK, category, months_ago
from tests.ledger.books import Books


def _of(member: Member) -> Numbers:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return gather(db, member)


def test_full_months_come_newest_first_with_their_categories(books: Books) -> None:
    checking = books.accounts["Everyday"]
    books.row(checking, clock.today(books.member.time_zone).replace(day=1), -99_00, "THIS MONTH")
    months = _of(books.member).months
    assert len(months) == MONTHS_BACK
    assert months[0].on == months_ago(books.member, 1)
    assert (months[0].income_minor, months[0].expenses_minor) == (4000_00, 4000_00)
    assert {slug: minor for slug, minor in months[0].spent.items() if minor} == {
        "housing": 1500_00,
        "groceries": 1600_00,
        "fees": 12_00,
        "": 888_00,
    }
    assert months[0].earned["paycheck"] == 4000_00


def test_a_first_month_that_begins_in_its_middle_is_left_out(books: Books) -> None:
    on = months_ago(books.member, MONTHS_BACK + 1).replace(day=20)
    books.row(books.accounts["Everyday"], on, -5_00, "FIRST")
    assert _of(books.member).months[-1].on == months_ago(books.member, MONTHS_BACK)


def test_what_the_person_and_the_household_said_is_there(books: Books, bob: Member) -> None:
    alice = books.member
    card = books.account("Blue card", "card", opening_minor=-412_00)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        profile.change(db, alice, profile.FactsChange(dependents_count=2, monthly_income="5200"))
        draft = profile.DebtDraft(name="Blue", kind="card", owed_amount="999", apr_percent="21.99", account_id=card)
        profile.add_debt(db, alice, draft)
        goals.create(db, alice, goals.GoalDraft(title="Fund", target_amount="9000", category="emergency_fund"))
    numbers = _of(alice)
    assert (numbers.person.dependents, numbers.person.income_minor) == (2, 5200_00)
    assert numbers.debts is not None
    assert [(owed.name, owed.balance_minor, owed.rate_basis_points) for owed in numbers.debts] == [
        ("Blue", 412_00, 2199)  # what the account says today, and once
    ]
    assert [(aim.name, aim.missing_minor) for aim in numbers.aims] == [("Fund", 9000_00)]
    assert numbers.has_pay_calendar is False
    assert (_of(bob).person.dependents, _of(bob).debts, _of(bob).aims) == (None, None, ())


def test_a_card_that_only_its_account_tells_of_is_owed_too(books: Books) -> None:
    books.account("Blue card", "card", opening_minor=-412_00)
    debts = _of(books.member).debts
    assert debts is not None
    assert [(owed.name, owed.balance_minor, owed.is_said) for owed in debts] == [("Blue card", 412_00, False)]


def test_without_a_word_debts_are_unknown_and_with_a_zero_they_are_none(alice: Member) -> None:
    assert _of(alice).debts is None
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        profile.change(db, alice, profile.FactsChange(total_debt_amount="0"))
    assert _of(alice).debts == ()


def test_a_partners_private_account_is_in_no_number(books: Books) -> None:
    partner = replace(books.partner(), role="partner")
    hidden = books.account("Hidden", "checking", opening_minor=5000_00, private_to=partner.person_id)
    for back in (3, 2, 1):
        on = months_ago(partner, back)
        filed = {"category_id": category(partner, "fees"), "category_source": "person"}
        books.row(hidden, on, -77_00, "SECRET FEE", **filed)
    mine, theirs = _of(books.member), _of(partner)
    assert "Hidden" in {held.name for held in theirs.holdings}
    assert "Hidden" not in {held.name for held in mine.holdings}
    assert "SECRET FEE" not in {series.name for series in mine.series}
    assert (mine.months[0].spent["fees"], theirs.months[0].spent["fees"]) == (12_00, 89_00)


def test_other_currencies_stand_aside(books: Books) -> None:
    books.account("Euros", currency="EUR", opening_minor=5000_00)
    assert [held.name for held in _of(books.member).holdings] == ["Everyday"]


def test_it_takes_as_many_statements_for_a_full_household_as_for_an_empty_one(
    books: Books, bob: Member, statements: list[str]
) -> None:
    _of(bob)
    empty = len(statements)
    statements.clear()
    _of(books.member)
    assert len(statements) == empty
    assert empty < 25


def test_a_card_that_shows_no_interest_for_a_while_is_paid_in_full(books: Books) -> None:
    alice = books.member
    paid, owing, new = (books.account(name, "card", opening_minor=-100_00) for name in ("Paid", "Owing", "New"))
    for card in (paid, owing, new):
        with transaction(alice.household_id, person_id=alice.person_id) as db:
            draft = profile.DebtDraft(name="Card", kind="card", owed_amount="1", apr_percent="20", account_id=card)
            profile.add_debt(db, alice, draft)
    for card in (paid, owing):
        books.row(card, months_ago(alice, 5), -20_00, "SHOP")
        books.row(card, clock.today(alice.time_zone), -20_00, "SHOP")
    fees = {"category_id": category(alice, "fees"), "category_source": "person"}
    books.row(owing, months_ago(alice, 1), -3_00, "INTEREST CHARGE ON PURCHASES", **fees)
    debts = _of(alice).debts
    assert debts is not None
    assert {owed.balance_minor: owed.is_charged for owed in debts} == {140_00: False, 143_00: True, 100_00: None}


def test_rows_without_a_category_are_those_that_the_first_page_counts(books: Books) -> None:
    member = books.member
    with transaction(member.household_id, read_only=True) as db:
        shown = ledger.month_figures(db, member, clock.today(member.time_zone)).uncategorized_count
    assert _of(member).uncategorized == shown == MONTHS_BACK  # what moved on
