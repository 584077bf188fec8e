"""What a visitor finds in the demonstration."""

import re
from datetime import date
from decimal import Decimal

from apiflask import APIFlask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus import ledger
from mingus.core import clock
from mingus.core.months import add_months, first_of
from mingus.ledger.models import Transaction
from mingus.ledger.service.rollups import recount
from tests.demonstration import Demo
from tests.factories import browser_of


def today(demo: Demo) -> date:
    return clock.today(demo.member.time_zone)


def test_the_sums_say_what_the_rows_say(books: Session, looked_at: Demo) -> None:
    assert recount(books, looked_at.member.household_id) == []


def test_every_bank_agrees_with_our_sum(books: Session, looked_at: Demo) -> None:
    said = [view.agreement for view in ledger.account_list(books, looked_at.member) if view.bank_balance]
    assert len(said) == 4
    assert all(agreement and agreement.agrees for agreement in said)


def test_there_are_eighteen_full_months_and_nothing_of_tomorrow(books: Session, looked_at: Demo) -> None:
    this_month = first_of(today(looked_at))
    totals = ledger.month_totals(books, looked_at.member, add_months(this_month, -30), add_months(this_month, 1))
    assert [month.month_on for month in totals] == [add_months(this_month, -back) for back in range(19)]
    newest = books.scalar(select(func.max(Transaction.posted_on)))
    assert newest is not None
    assert newest <= today(looked_at)


def test_every_full_month_keeps_between_a_twentieth_and_a_third(books: Session, looked_at: Demo) -> None:
    months = [add_months(first_of(today(looked_at)), -back) for back in range(1, 19)]
    rates = {on: ledger.month_figures(books, looked_at.member, on).savings_rate_percent for on in months}
    assert not {on: rate for on, rate in rates.items() if rate is None or not Decimal(5) <= rate <= Decimal(35)}


def test_net_worth_rises_gently(books: Session, looked_at: Demo) -> None:
    day = today(looked_at)
    line = ledger.net_worth_line(books, looked_at.member, add_months(day, -12), day, 5)
    amounts = [point.amount.minor for point in line]
    assert amounts == sorted(amounts)
    assert 800_000 < amounts[-1] - amounts[0] < 1_600_000


def test_money_between_her_own_accounts_is_neither_income_nor_spending(books: Session, looked_at: Demo) -> None:
    speaks = Transaction.bank_description.regexp_match("TRANSFER|PAYMENT|^ATM")
    counted = books.scalars(select(Transaction.bank_description).where(speaks, Transaction.transfer_id.is_(None)))
    assert set(counted) <= {None}
    assert books.scalar(select(func.count()).where(Transaction.transfer_id.is_not(None))) == 2 * (
        books.scalar(select(func.count(Transaction.transfer_id.distinct()))) or 0
    )


def test_about_ten_transactions_wait_for_a_category(books: Session, looked_at: Demo) -> None:
    assert 8 <= ledger.month_figures(books, looked_at.member, date(2026, 1, 1)).uncategorized_count <= 12


def test_what_is_of_today_and_yesterday_is_pending_on_the_card(books: Session, looked_at: Demo) -> None:
    pending = books.scalars(select(Transaction.posted_on).where(Transaction.status == "pending")).all()
    assert pending
    assert all((today(looked_at) - on).days < 2 for on in pending)


def test_a_refund_came_back(books: Session, looked_at: Demo) -> None:
    refunded = Transaction.bank_description.startswith("THREADWELL") & (Transaction.amount_minor > 0)
    assert books.scalar(select(func.count()).where(refunded))


def test_the_first_page_has_no_empty_card(app: APIFlask, looked_at: Demo) -> None:
    page = browser_of(app, looked_at.member).get("/").text
    assert not re.findall(r">\s*[+−]?\$0(?:\.00)?\s*<", page)
    for words in ("Demo", "Emergency fund", "need a category", "Housing"):
        assert words in page, words
