from datetime import date

import pytest

from mingus import goals
from mingus.core import clock
from mingus.core.db import glance, transaction
from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.dashboard import rules, service
from mingus.dashboard.schemas import Dashboard
from mingus.goals.schemas import GoalDraft
from tests.ledger.books import Books, counted_statements

MOST_STATEMENTS = 9  # six for the page; who it is for, and the beginning and end of their transaction


def _shown(member: Member, month: str = "", period: str = "1y") -> Dashboard:
    wanted = rules.wanted(clock.today(member.time_zone), month, period)
    db = glance(member.household_id, service.asked(member, wanted), person_id=member.person_id)
    return service.dashboard(db, member, "Alice", wanted)


def _this_month(member: Member) -> date:
    return first_of(clock.today(member.time_zone))


def test_the_month_says_what_came_in_went_out_and_stayed(alice: Member, books: Books) -> None:
    month = _shown(alice).month
    assert (month.income, month.expenses, month.kept) == (Money(3000_00), Money(1250_00), Money(1750_00))
    assert month.newer == ""


def test_an_earlier_month_can_be_looked_at(alice: Member, books: Books) -> None:
    before = add_months(_this_month(alice), -1)
    shown = _shown(alice, f"{before:%Y-%m}")
    assert (shown.month.expenses, shown.month.newer) == (Money(1200_00), f"{_this_month(alice):%Y-%m}")
    with pytest.raises(Refused):
        _shown(alice, "2999-01")


def test_net_worth_is_what_the_rows_add_up_to(alice: Member, books: Books) -> None:
    worth = _shown(alice).net_worth
    assert worth.total == Money(1000_00 + 3 * 1800_00 - 50_00)
    assert worth.chart is not None
    assert worth.chart.rows[0] == (clock.today(alice.time_zone), worth.total)
    assert worth.since.startswith("since ")


def test_every_part_of_the_spending_opens_its_transactions(alice: Member, books: Books) -> None:
    shown = _shown(alice)
    assert shown.spending is not None
    assert [(part.name, part.amount) for part in shown.spending.slices] == [
        ("Groceries", Money(1200_00)),
        ("Uncategorized", Money(50_00)),
    ]
    assert shown.spending.total == shown.month.expenses
    assert all(f"from_on={_this_month(alice)}" in link for link in shown.spending_links.values())
    assert shown.spending_links["Uncategorized"].endswith("category_id=none")


def test_what_nobody_filed_is_counted(alice: Member, books: Books) -> None:
    assert _shown(alice).uncategorized == 1


def test_a_new_household_gets_first_steps_instead_of_zeros(alice: Member) -> None:
    shown = _shown(alice)
    assert [step.url for step in shown.steps] == ["/imports/new", "/accounts/new", "/goals/new"]
    assert not any(step.is_done for step in shown.steps)
    assert shown.net_worth.chart is None


def test_nobody_sees_the_figures_of_someone_else(alice: Member, bob: Member, books: Books) -> None:
    shown = _shown(bob)
    assert (shown.month.income, shown.net_worth.total, shown.latest, shown.uncategorized) == (Money(0), Money(0), [], 0)


def test_a_private_account_of_a_partner_counts_for_the_partner_only(alice: Member, books: Books) -> None:
    partner = books.partner()
    theirs = books.account("Secret", private_to=partner.person_id)
    books.row(theirs, _this_month(alice), 500_00, "GIFT")
    assert _shown(alice).month.income == Money(3000_00)
    assert _shown(partner).month.income == Money(3500_00)


def test_the_page_takes_six_statements_however_much_there_is(alice: Member, books: Books) -> None:
    def count() -> int:
        with counted_statements() as sent:
            _shown(alice, period="all")
            return len(sent)

    before = count()
    card = books.account("Card", kind="card")
    for back in range(24):
        books.row(card, add_months(_this_month(alice), -back), -back - 1, f"SHOP {back}")
    with transaction(alice.household_id) as db:
        for number in range(3):
            goals.create(db, alice, GoalDraft(title=f"Goal {number}", target_amount="100"))
    assert before == count() <= MOST_STATEMENTS
