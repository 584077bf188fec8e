"""The demonstration's goals are backed by its accounts."""

from sqlalchemy.orm import Session

from mingus import advice, goals, ledger
from tests.demonstration import Demo


def test_what_the_goals_hold_lies_on_the_accounts(books: Session, looked_at: Demo) -> None:
    found = goals.list_goals(books, looked_at.member)
    balances = {view.kind: view.balance.minor for view in ledger.account_list(books, looked_at.member)}
    assert len(found) == 4
    assert all(0 < goal.percent < 100 for goal in found)
    assert sum(goal.saved.minor for goal in found if goal.kind != "debt_payoff") <= balances["savings"]


def test_what_was_paid_off_is_what_is_not_owed_any_more(books: Session, looked_at: Demo) -> None:
    """But for the interest of a month that no payment has met yet."""
    (loan,) = (goal for goal in goals.list_goals(books, looked_at.member) if goal.kind == "debt_payoff")
    (owed,) = (view.owed for view in ledger.account_list(books, looked_at.member) if view.kind == "loan")
    assert 0 <= (owed - loan.missing).minor < 60_00


def test_there_is_advice_that_fits_their_life(books: Session, looked_at: Demo) -> None:
    found = {one.id: one.says for one in advice.overview(books, looked_at.member).ranked}
    assert len(found) >= 6
    assert "First-home down payment" in found["home-readiness"]
    assert "Streambox ($15.99 a month)" in found["subscriptions"]
    assert "$612 of tax came back" in found["large-refund"]
