from datetime import date, timedelta

from mingus import ledger
from mingus.core.db import transaction
from mingus.core.money import Money
from mingus.core.tenancy import Member
from tests.ledger.by_hand import account, add

MONDAY = date(2026, 11, 2)


def _weeks(member: Member) -> dict[date, ledger.WeekFigures]:
    with transaction(member.household_id, read_only=True) as db:
        return ledger.week_figures(db, member, MONDAY - timedelta(days=14), MONDAY + timedelta(days=6))


def test_weeks_run_from_monday_to_sunday_and_transfers_count_nowhere(alice: Member) -> None:
    mine, other = account(alice), account(alice, "Savings")
    for days, amount in ((-1, "5"), (0, "10"), (6, "20"), (7, "99")):
        add(alice, amount, account_id=mine, transaction_date=MONDAY + timedelta(days=days))
    moving = {"to_account_id": other, "transaction_type": "transfer", "transaction_date": MONDAY}
    add(alice, "300", "To savings", account_id=mine, **moving)
    add(alice, "50", "Pay", account_id=mine, transaction_type="income", transaction_date=MONDAY)
    found = _weeks(alice)
    assert list(found) == [MONDAY - timedelta(days=7), MONDAY]
    assert (found[MONDAY].expenses, found[MONDAY].income, found[MONDAY].kept) == (Money(3000), Money(5000), Money(2000))


def test_a_refund_lowers_the_spending_of_its_category_in_its_week(alice: Member) -> None:
    mine = account(alice)
    add(alice, "40", account_id=mine, category="Groceries", transaction_date=MONDAY)
    refund = {"category": "Groceries", "transaction_type": "income", "transaction_date": MONDAY}
    add(alice, "15", "Refund", account_id=mine, **refund)
    assert _weeks(alice)[MONDAY].expenses == Money(2500)


def test_private_accounts_and_other_households_do_not_count(alice: Member, bob: Member) -> None:
    add(bob, "70", account_id=account(bob), transaction_date=MONDAY)
    assert _weeks(alice) == {}
