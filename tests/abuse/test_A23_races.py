"""A23: many who change the same money at once. Each change counts once, and nothing falls below zero."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import func, select

from mingus import goals
from mingus.core.db import transaction
from mingus.core.errors import Refused, Unavailable
from mingus.core.tenancy import Member
from mingus.goals.models import Contribution, Goal
from mingus.goals.schemas import ContributionDraft, GoalDraft
from tests.ledger.by_hand import account, add, balance, books_are_right

THREADS, ROUNDS = 20, 30
FEWER_ROUNDS = 5
PATIENCE_SECONDS = 120.0


def together(act: Callable[[], bool], rounds: int = ROUNDS) -> int:
    """How often `act` succeeded, done by 20 threads that start each round at the same moment.

    What one of them raises ends all: the others would wait for it for ever.
    """
    barrier = Barrier(THREADS, timeout=PATIENCE_SECONDS)

    def take_part(_: int) -> int:
        done = 0
        try:
            for _number in range(rounds):
                barrier.wait()
                done += insist(act)
        except BaseException:
            barrier.abort()
            raise
        return done

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(take_part, range(THREADS)))


def insist(act: Callable[[], bool]) -> bool:
    """As a browser is told to do on a busy machine: nothing was done, so try again."""
    while True:
        try:
            return act()
        except Unavailable:
            continue


@pytest.fixture
def goal_id(alice: Member) -> UUID:
    with transaction(alice.household_id) as db:
        draft = GoalDraft(title="House", target_amount="1000000", current_amount="20")
        return goals.create(db, alice, draft).id


def contribute(member: Member, goal_id: UUID, amount: str) -> bool:
    try:
        with transaction(member.household_id) as db:
            goals.contribute(db, member, goal_id, ContributionDraft(amount=amount))
    except Refused:
        return False
    return True


def saved(member: Member, goal_id: UUID) -> tuple[int, int]:
    with transaction(member.household_id, read_only=True) as db:
        kept = db.scalars(select(Goal.saved_minor).where(Goal.id == goal_id)).one()
        booked = select(func.sum(Contribution.amount_minor)).where(Contribution.goal_id == goal_id)
        return kept, int(db.scalar(booked) or 0)


def test_six_hundred_contributions_at_once_all_count(alice: Member, goal_id: UUID) -> None:
    assert together(lambda: contribute(alice, goal_id, "1.25")) == THREADS * ROUNDS
    assert saved(alice, goal_id) == (20_00 + THREADS * ROUNDS * 1_25,) * 2


def test_nobody_takes_back_more_than_there_is(alice: Member, goal_id: UUID) -> None:
    """20.00 are there; of six hundred who take 1.25 at once, sixteen get it."""
    assert together(lambda: contribute(alice, goal_id, "-1.25")) == 16
    assert saved(alice, goal_id) == (0, 0)


def test_a_balance_is_the_sum_of_all_that_was_added_at_once(alice: Member) -> None:
    """A hundred, 20 at a time: one after the other under the household's lock, each with its month counted anew."""
    mine = account(alice, opening_balance="1000")

    def spend() -> bool:
        add(alice, "0.05", "Shop", account_id=mine)
        return True

    assert together(spend, FEWER_ROUNDS) == THREADS * FEWER_ROUNDS
    assert balance(alice, mine) == "995.00"
    assert books_are_right(alice)
