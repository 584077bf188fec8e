"""When a household is paid, as the packages above read it."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mingus import profile
from mingus.core import clock, db
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.profile.models import PaySchedule
from mingus.profile.service import pay

TODAY = clock.today("America/New_York")


def add(member: Member, name: str = "Northlake Health") -> profile.PaySchedule:
    draft = profile.PayScheduleDraft(name=name, rhythm="weekly", anchor_on=TODAY, net_amount="900")
    with db.transaction(member.household_id) as session:
        return profile.add_pay_schedule(session, member, draft)


def test_the_packages_above_get_schedules_that_tell_their_days(alice: Member, bob: Member) -> None:
    made = add(alice)
    with db.transaction(alice.household_id, read_only=True) as session:
        found = profile.pay_schedules(session, alice.household_id)
        assert profile.pay_schedules(session, bob.household_id) == []
    assert found == [made]
    assert found[0].pay_days(TODAY, TODAY + timedelta(days=20)) == profile.pay_days(
        profile.PayCalendar("weekly", TODAY), TODAY, TODAY + timedelta(days=20)
    )
    assert len(pay.next_days(made, TODAY, 22)) >= 3


def test_a_household_has_room_for_a_number_of_schedules(alice: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pay, "MAX_SCHEDULES", 1)
    made = add(alice)
    with pytest.raises(Refused, match="at most"):
        add(alice)
    with db.transaction(alice.household_id) as session:
        pay.delete(session, alice, made.id)
    add(alice, "Another")
    with pytest.raises(Refused, match="at most"), db.transaction(alice.household_id) as session:
        pay.restore(session, alice, made.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rhythm": "sometimes"},
        {"semimonthly_days": "fifteenth_and_last"},
        {"rhythm": "semimonthly"},
        {"net_minor": 0},
        {"gross_minor": 1},
        {"weekend_rule": "never"},
    ],
)
def test_the_database_holds_no_schedule_that_makes_no_sense(alice: Member, wrong: dict[str, object]) -> None:
    moment = clock.now()
    good = {
        "household_id": alice.household_id,
        "id": new_id(),
        "person_id": alice.person_id,
        "name": "Pay",
        "rhythm": "weekly",
        "anchor_on": date(2026, 1, 2),
        "weekend_rule": "none",
        "currency": "USD",
        "net_minor": 100,
        "created_at": moment,
        "updated_at": moment,
    }
    with pytest.raises(IntegrityError), db.transaction(alice.household_id) as session:
        session.add(PaySchedule(**{**good, **wrong}))
