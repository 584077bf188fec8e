"""The one place where a goal's saved amount moves: it is always the sum of its contributions."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from mingus import goals
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.ids import new_id
from mingus.core.money import MAX_MINOR, Money
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import GoalDraft
from mingus.goals.service import booking


@pytest.fixture
def goal_id(alice: Member) -> UUID:
    with transaction(alice.household_id) as db:
        return goals.create(db, alice, GoalDraft(title="New car", target_amount="100")).id


def book(member: Member, goal_id: UUID, minor: int) -> None:
    with transaction(member.household_id) as db:
        goal = booking.locked(db, member, goal_id)
        booking.add(db, member, goal, booking.contribution(member, goal, Money(minor)))


def set_saved(member: Member, goal_id: UUID, minor: int) -> None:
    with transaction(member.household_id) as db:
        booking.set_saved(db, member, booking.locked(db, member, goal_id), Money(minor))


def stands(member: Member, goal_id: UUID) -> tuple[int, list[int], int]:
    """What the goal says is saved, its contributions, and how often it was said to be reached."""
    with transaction(member.household_id, read_only=True) as db:
        saved = db.scalars(select(Goal.saved_minor).where(Goal.id == goal_id)).one()
        booked = db.scalars(select(Contribution.amount_minor).where(Contribution.goal_id == goal_id)).all()
        reached = select(func.count()).where(
            AuditEntry.household_id == member.household_id, AuditEntry.event == "GoalReached"
        )
        return saved, sorted(booked), db.scalar(reached) or 0


def test_what_is_saved_is_the_sum_of_what_was_booked(alice: Member, goal_id: UUID) -> None:
    for minor in (30_00, -10_00, 5):
        book(alice, goal_id, minor)
    assert stands(alice, goal_id) == (20_05, [-10_00, 5, 30_00], 0)


@pytest.mark.parametrize(("minor", "said"), [(-30_01, r"Only \$30\.00 is saved"), (MAX_MINOR, "more money than")])
def test_what_goes_too_far_is_refused_and_nothing_is_booked(
    alice: Member, goal_id: UUID, minor: int, said: str
) -> None:
    book(alice, goal_id, 30_00)
    with pytest.raises(Refused, match=said) as refused:
        book(alice, goal_id, minor)
    assert "amount" in refused.value.fields
    assert stands(alice, goal_id) == (30_00, [30_00], 0)


@pytest.mark.parametrize(("saved", "booked"), [(45_00, [15_00, 30_00]), (10_00, [-20_00, 30_00]), (30_00, [30_00])])
def test_setting_what_is_saved_books_the_difference_or_nothing(
    alice: Member, goal_id: UUID, saved: int, booked: list[int]
) -> None:
    book(alice, goal_id, 30_00)
    set_saved(alice, goal_id, saved)
    assert stands(alice, goal_id) == (saved, booked, 0)


def test_less_than_nothing_can_not_be_saved(alice: Member, goal_id: UUID) -> None:
    with pytest.raises(Refused) as refused:
        set_saved(alice, goal_id, -1)
    assert "current_amount" in refused.value.fields


def test_a_goal_is_reached_by_its_last_cent_and_only_the_first_time(alice: Member, goal_id: UUID) -> None:
    book(alice, goal_id, 99_99)
    assert stands(alice, goal_id)[2] == 0
    for minor in (1, -50_00, 50_00):
        book(alice, goal_id, minor)
    assert stands(alice, goal_id)[2] == 1


def test_a_contribution_is_by_hand_and_of_today_where_they_live(alice: Member, goal_id: UUID) -> None:
    book(alice, goal_id, 1)
    with transaction(alice.household_id, read_only=True) as db:
        row = db.scalars(select(Contribution).where(Contribution.goal_id == goal_id)).one()
    assert (row.source, row.made_on, row.made_by) == ("manual", today(alice.time_zone), alice.person_id)


def test_a_deleted_goal_is_locked_only_by_who_asks_for_it(alice: Member, goal_id: UUID) -> None:
    with transaction(alice.household_id) as db:
        goals.delete(db, alice, goal_id)
    with pytest.raises(NotFound):
        book(alice, goal_id, 1)
    with transaction(alice.household_id) as db:
        assert booking.locked(db, alice, goal_id, also_deleted=True).id == goal_id


def test_nobody_locks_a_goal_of_someone_else_or_one_that_is_none(alice: Member, bob: Member, goal_id: UUID) -> None:
    for member, wanted in ((bob, goal_id), (alice, new_id())):
        with pytest.raises(NotFound), transaction(member.household_id) as db:
            booking.locked(db, member, wanted, also_deleted=True)
