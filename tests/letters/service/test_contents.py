from dataclasses import replace
from datetime import date

from mingus import goals
from mingus.core.db import transaction
from mingus.goals.schemas import GoalDraft
from mingus.letters.service.contents import content
from tests.factories import Someone
from tests.ledger.by_hand import account, add
from tests.letters.conftest import DAY

WEEK_ON = date(2026, 11, 23)


def test_what_waits_to_be_sorted_is_told_beside_the_figures(reader: Someone) -> None:
    member = reader.member
    add(member, "80", account_id=account(member), transaction_date=WEEK_ON - DAY)
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        said = content(db, member, "insights", WEEK_ON)
    assert said is not None
    assert said.facts["figures"] == [("Kept", "−$80.00")]
    assert said.facts["unfiled"].endswith("without a category") or said.facts["unfiled"] == ""


def test_whoever_may_only_look_is_not_asked_to_put_something_down(reader: Someone) -> None:
    member = reader.member
    with transaction(member.household_id, person_id=member.person_id) as db:
        goals.create(db, member, GoalDraft(title="Car", target_amount="900", monthly_amount="100"))
        assert content(db, member, "goals", WEEK_ON) is not None
        assert content(db, replace(member, role="viewer"), "goals", WEEK_ON) is None


def test_the_week_that_has_just_begun_is_not_told(reader: Someone) -> None:
    member = reader.member
    add(member, "80", account_id=account(member), transaction_date=WEEK_ON)
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        assert content(db, member, "insights", WEEK_ON) is None
