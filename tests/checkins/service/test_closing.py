from datetime import timedelta

import pytest

from mingus import checkins, goals
from mingus.checkins.schemas import Week
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals.schemas import ContributionDraft, GoalDraft
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import WEEK, write
from tests.ledger.by_hand import account, add


def _week(member: Member) -> Week:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return checkins.service.week(db, member)


def test_a_week_without_transactions_is_unknown_and_not_free(travel: Travel, alice: Member) -> None:
    closing = _week(alice).closing
    assert (closing.spent, closing.kept, closing.usual) == (None, None, None)
    assert "unknown" in closing.spent_sentence


def test_what_a_week_brought_is_read_from_ledger_and_goals(travel: Travel, alice: Member) -> None:
    travel(MONDAY + timedelta(days=6))
    mine = account(alice)
    add(alice, "100", account_id=mine, transaction_date=MONDAY)
    add(alice, "50", account_id=mine, transaction_date=MONDAY - timedelta(days=1))  # the week before
    add(alice, "900", "Pay", account_id=mine, transaction_type="income", transaction_date=MONDAY)
    with transaction(alice.household_id) as db:
        goal = goals.create(db, alice, GoalDraft(title="Car", target_amount="900"))
        goals.contribute(db, alice, goal.id, ContributionDraft(amount="40", made_on=MONDAY))
        goals.contribute(db, alice, goal.id, ContributionDraft(amount="7", made_on=MONDAY - timedelta(days=1)))
    closing = _week(alice).closing
    assert (closing.spent, closing.kept) == (Money(100_00), Money(800_00))
    assert [(move.name, move.amount) for move in closing.moves] == [("Car", Money(40_00))]


def test_the_usual_week_is_the_middle_of_the_weeks_before(travel: Travel, alice: Member) -> None:
    travel(MONDAY + timedelta(days=1))
    mine = account(alice)
    for back in range(1, 9):
        add(alice, f"{back * 10}", account_id=mine, transaction_date=MONDAY - back * WEEK)
    add(alice, "500", account_id=mine, transaction_date=MONDAY)
    assert _week(alice).closing.usual == Money(45_00)


def test_money_of_somebody_else_never_counts(travel: Travel, alice: Member, bob: Member) -> None:
    travel(MONDAY + timedelta(days=1))
    add(bob, "70", account_id=account(bob), transaction_date=MONDAY)
    assert _week(alice).closing.spent is None


def test_the_row_of_weeks_and_the_other_open_week_are_told(travel: Travel, alice: Member) -> None:
    write(alice, MONDAY - WEEK, mood=5)
    week = _week(alice)
    assert (week.streak.current, week.other_open, week.check_in) == (1, MONDAY - WEEK, None)
    travel(MONDAY + timedelta(days=1))
    assert _week(alice).other_open is None


def test_a_closed_week_is_not_opened_again(travel: Travel, alice: Member) -> None:
    with (
        transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db,
        pytest.raises(Refused, match="closed"),
    ):
        checkins.service.week(db, alice, MONDAY - 2 * WEEK)
