from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from mingus import checkins, goals, identity
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.goals.schemas import ContributionDraft, GoalDraft
from mingus.letters import service
from mingus.letters.models import Letter
from tests import mailbox
from tests.checkins.writing_down import skip, write
from tests.factories import Someone
from tests.ledger.by_hand import account, add
from tests.letters.conftest import DAY, MONDAY, Travel, wants

WEEK_ON = date(2026, 11, 23)


def _write(member: Member, kind: str, week_on: date = WEEK_ON) -> bool:
    to = identity.correspondent(member.person_id)
    assert to is not None
    with transaction(member.household_id, person_id=member.person_id) as db:
        return service.write(db, to, kind, week_on) is not None


def _goal(member: Member, **more: str) -> goals.GoalView:
    with transaction(member.household_id) as db:
        return goals.create(db, member, GoalDraft(title="Car", target_amount="900", monthly_amount="100", **more))


def test_the_digest_tells_of_the_week_that_ended(reader: Someone) -> None:
    mine = account(reader.member)
    add(reader.member, "80", account_id=mine, transaction_date=WEEK_ON - 3 * DAY)
    add(reader.member, "5", account_id=mine, transaction_date=WEEK_ON)
    wants(reader.member, insights=True)
    assert _write(reader.member, "insights")
    (letter,) = mailbox.letters(reader.email)
    assert letter.subject == "Your week, Nov 16 – Nov 22"
    assert "Hello Rita," in letter.text
    assert "$80.00 went out" in letter.text
    assert "$5.00" not in letter.text
    assert letter.unsubscribe in letter.text
    assert letter.unsubscribe in letter.html


def test_nothing_to_say_is_not_said(reader: Someone, travel: Travel) -> None:
    wants(reader.member, insights=True, goals=True, check_in="weekly")
    assert not _write(reader.member, "insights")
    assert not _write(reader.member, "goals")
    skip(reader.member, WEEK_ON)
    assert not _write(reader.member, "check_in")
    assert mailbox.letters(reader.email) == []


@pytest.mark.parametrize("kind", ["insights", "goals", "check_in"])
def test_nobody_gets_what_they_do_not_want(reader: Someone, kind: str) -> None:
    add(reader.member, "80", account_id=account(reader.member), transaction_date=WEEK_ON - DAY)
    _goal(reader.member)
    assert not _write(reader.member, kind)


def test_goals_without_money_this_month_are_named(reader: Someone) -> None:
    wants(reader.member, goals=True)
    _goal(reader.member)
    assert _write(reader.member, "goals")
    (letter,) = mailbox.letters(reader.email)
    assert letter.subject == "Car: nothing put aside yet this month"
    assert "Car: $100.00 a month, $900.00 to go" in letter.text


def test_a_goal_that_moved_this_month_is_not_nagged_about(reader: Someone) -> None:
    wants(reader.member, goals=True)
    goal = _goal(reader.member)
    with transaction(reader.member.household_id) as db:
        goals.contribute(db, reader.member, goal.id, ContributionDraft(amount="10"))
    assert not _write(reader.member, "goals")


def test_the_check_in_is_asked_for_while_the_week_is_open_and_empty(reader: Someone) -> None:
    wants(reader.member, check_in="weekly")
    assert _write(reader.member, "check_in")
    assert mailbox.letters(reader.email)[0].subject == "How was your week?"
    other = WEEK_ON - timedelta(days=7)
    write(reader.member, other, mood=5)
    assert not _write(reader.member, "check_in", other)


def test_one_of_a_kind_a_week_however_often_and_at_once(reader: Someone) -> None:
    wants(reader.member, check_in="weekly")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: _write(reader.member, "check_in"), range(4)))
    assert sum(done) == 1
    assert len(mailbox.letters(reader.email)) == 1


def test_what_was_written_twelve_weeks_ago_is_forgotten(reader: Someone, travel: Travel) -> None:
    wants(reader.member, check_in="weekly")
    _write(reader.member, "check_in")
    with transaction(reader.member.household_id, person_id=reader.member.person_id) as db:
        db.execute(Letter.__table__.update().values(queued_at=MONDAY - 400 * DAY))  # type: ignore[attr-defined]  # a Table
    _write(reader.member, "check_in", WEEK_ON + timedelta(days=7))
    with transaction(reader.member.household_id, person_id=reader.member.person_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Letter)) == 1


def test_a_letter_of_one_person_is_no_matter_of_another(reader: Someone, bob: Member) -> None:
    wants(reader.member, check_in="weekly")
    _write(reader.member, "check_in")
    with transaction(bob.household_id, person_id=bob.person_id, read_only=True) as db:
        assert service.overview(db, bob).letters == []
    assert checkins.week_of(WEEK_ON) == WEEK_ON
