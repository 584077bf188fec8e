"""What the demonstration's person has told Mingus fits what its accounts say."""

from datetime import timedelta

from sqlalchemy.orm import Session

from mingus import ledger, profile
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.ops.demo.story import lines
from tests.demonstration import Demo


def test_pay_comes_on_the_days_on_which_the_story_pays(books: Session, looked_at: Demo) -> None:
    (pay,) = profile.pay_schedules(books, looked_at.member.household_id)
    day = today(looked_at.member.time_zone)
    until = day + timedelta(days=62)
    told = [payday for month_on in lines.months(day, until) for payday in lines.paydays(month_on)]
    assert pay.pay_days(day, until) == [payday for payday in told if day <= payday <= until]


def test_what_is_owed_is_what_the_accounts_owe(books: Session, looked_at: Demo) -> None:
    owed = {view.id: view.owed.minor for view in ledger.account_list(books, looked_at.member)}
    found = profile.debts(books, looked_at.member.household_id)
    assert {debt.kind for debt in found} == {"student", "card"}
    assert all(debt.account_id and debt.balance_minor == owed[debt.account_id] for debt in found)


def test_the_profile_is_whole_and_nothing_reminds(looked_at: Demo) -> None:
    member = looked_at.member
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        assert profile.of(db, member).completion("Demo", "Person") == 100
        assert not profile.onboarding(db, member).is_reminding
