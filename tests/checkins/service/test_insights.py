from mingus import checkins
from mingus.checkins.rules.statistics import PAIRS
from mingus.checkins.schemas import History
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import WEEK, many
from tests.ledger.by_hand import account, add


def _history(member: Member) -> History:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return checkins.service.history(db, member)


def test_seven_weeks_show_lines_and_claim_nothing(travel: Travel, alice: Member) -> None:
    many(alice, travel, MONDAY, [{"stress": n, "spending_regret": n} for n in range(1, 8)])
    shown = _history(alice)
    assert [course.chart is not None for course in shown.courses] == [False, True, False, False, False, True]
    assert not any(saying.is_found for saying in shown.sayings)
    assert "7 of the 8 weeks" in shown.sayings[0].figures


def test_from_eight_weeks_on_what_goes_together_is_said_with_its_interval(travel: Travel, alice: Member) -> None:
    mine = account(alice)
    for number in range(8):
        add(alice, f"{100 + number}", account_id=mine, transaction_date=MONDAY + number * WEEK)
    many(alice, travel, MONDAY, [{"stress": n, "spending_regret": 9 - n, "mood": 4} for n in range(1, 9)])
    said = dict(zip(PAIRS, _history(alice).sayings, strict=True))
    assert said["stress", "spending_regret"].headline == (
        "Weeks with more stress tended to be weeks with less spending regret."
    )
    assert said["stress", "spent"].headline == "Weeks with more stress tended to be weeks with more spending."
    assert "Over 8 weeks" in said["stress", "spent"].figures
    assert "the same every week" in said["mood", "spent"].headline


def test_the_week_that_still_runs_is_left_out(travel: Travel, alice: Member) -> None:
    many(alice, travel, MONDAY, [{"stress": n, "spending_regret": n} for n in range(1, 9)])
    travel(MONDAY + 7 * WEEK)
    assert "7 of the 8 weeks" in _history(alice).sayings[0].figures


def test_somebody_without_weeks_sees_none_of_anybody_else(travel: Travel, alice: Member, bob: Member) -> None:
    many(alice, travel, MONDAY, [{"stress": n, "spending_regret": n} for n in range(1, 9)])
    shown = _history(bob)
    assert shown.weeks == []
    assert not any(course.latest for course in shown.courses)
