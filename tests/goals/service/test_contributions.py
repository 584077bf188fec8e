from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from mingus import goals
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import Booked, ContributionDraft, GoalDraft


@pytest.fixture
def goal_id(alice: Member) -> UUID:
    with transaction(alice.household_id) as db:
        return goals.create(db, alice, GoalDraft(title="New car", target_amount="100")).id


def _contribute(member: Member, goal_id: UUID, amount: str, **more: object) -> Booked:
    with transaction(member.household_id) as db:
        draft = ContributionDraft.model_validate({"amount": amount, **more})
        return goals.contribute(db, member, goal_id, draft)


def test_money_put_aside_counts_at_once(alice: Member, goal_id: UUID) -> None:
    booked = _contribute(alice, goal_id, "25.50", source="windfall", note="Birthday")
    assert (booked.goal.saved, booked.goal.percent, booked.passed) == (Money(25_50), 25, 25)
    assert (booked.line.source, booked.line.note) == ("windfall", "Birthday")


def test_money_can_be_taken_back_but_not_below_zero(alice: Member, goal_id: UUID) -> None:
    _contribute(alice, goal_id, "30")
    assert _contribute(alice, goal_id, "-30").goal.saved == Money(0)
    with pytest.raises(Refused) as refused:
        _contribute(alice, goal_id, "-0.01")
    assert "amount" in refused.value.fields


def test_nothing_is_no_contribution(alice: Member, goal_id: UUID) -> None:
    with pytest.raises(Refused):
        _contribute(alice, goal_id, "0.00")


def test_tomorrow_has_not_happened_yet(alice: Member, goal_id: UUID) -> None:
    tomorrow = clock.today(alice.time_zone) + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        _contribute(alice, goal_id, "5", made_on=tomorrow)
    assert "made_on" in refused.value.fields


def test_reaching_a_goal_is_recorded_once(alice: Member, goal_id: UUID) -> None:
    for amount in ("100", "-50", "50", "10"):
        _contribute(alice, goal_id, amount)
    with transaction(alice.household_id) as db:
        reached = select(func.count()).where(
            AuditEntry.household_id == alice.household_id, AuditEntry.event == "GoalReached"
        )
        assert db.scalar(reached) == 1


def test_a_closed_goal_takes_nothing(alice: Member, goal_id: UUID) -> None:
    with transaction(alice.household_id) as db:
        goals.change_status(db, alice, goal_id, "cancelled")
    with pytest.raises(Conflict):
        _contribute(alice, goal_id, "5")


def test_nobody_pays_into_or_looks_into_a_goal_of_someone_else(alice: Member, bob: Member, goal_id: UUID) -> None:
    _contribute(alice, goal_id, "5")
    with pytest.raises(NotFound):
        _contribute(bob, goal_id, "5")
    with transaction(bob.household_id) as db:
        assert goals.contributions(db, bob, goal_id).lines == []


def test_pages_of_contributions_hold_each_once_newest_first(alice: Member, goal_id: UUID) -> None:
    day = clock.today(alice.time_zone)
    for number in range(1, 8):
        _contribute(alice, goal_id, str(number), made_on=day - timedelta(days=number // 2))
    seen: list[UUID] = []
    with transaction(alice.household_id) as db:
        page = goals.contributions(db, alice, goal_id, limit=3)
        seen += [line.id for line in page.lines]
        while page.next_cursor:
            page = goals.contributions(db, alice, goal_id, cursor=page.next_cursor, limit=3)
            seen += [line.id for line in page.lines]
        whole = goals.contributions(db, alice, goal_id).lines
    assert seen == [line.id for line in whole]
    assert len(seen) == 7
    assert [line.made_on for line in whole] == sorted((line.made_on for line in whole), reverse=True)


def test_contributions_at_the_same_time_all_count(alice: Member, goal_id: UUID) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _contribute(alice, goal_id, "1.25"), range(12)))
    with transaction(alice.household_id) as db:
        saved = db.scalar(select(Goal.saved_minor).where(Goal.id == goal_id))
        booked = db.scalar(select(func.sum(Contribution.amount_minor)).where(Contribution.goal_id == goal_id))
    assert saved == booked == 15_00
