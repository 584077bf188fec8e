from datetime import date, timedelta

from mingus import goals
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.goals.schemas import ContributionDraft, GoalDraft


def _saved(member: Member, title: str, *amounts: str, made_on: date | None = None) -> None:
    with transaction(member.household_id) as db:
        goal = goals.create(db, member, GoalDraft(title=title, target_amount="900"))
        for amount in amounts:
            goals.contribute(db, member, goal.id, ContributionDraft(amount=amount, made_on=made_on))


def _moved(member: Member) -> list[tuple[str, Money]]:
    day = today(member.time_zone)
    with transaction(member.household_id, read_only=True) as db:
        return [(move.name, move.amount) for move in goals.moved(db, member, day - timedelta(days=6), day)]


def test_goals_that_moved_are_told_the_most_first(alice: Member, bob: Member) -> None:
    _saved(alice, "Car", "40", "-10")
    _saved(alice, "House", "70")
    _saved(alice, "Nothing in sum", "5", "-5")
    _saved(alice, "Long ago", "90", made_on=today(alice.time_zone) - timedelta(days=7))
    assert _moved(alice) == [("House", Money(7000)), ("Car", Money(3000))]
    assert _moved(bob) == []
