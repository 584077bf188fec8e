from datetime import timedelta

from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import WEEK, many
from tests.factories import Program
from tests.ledger.by_hand import account, add

ALL = "/api/check-ins"
THIS = f"{ALL}/{MONDAY}"


def test_a_week_comes_back_as_it_was_sent_and_again_is_the_same(travel: Travel, api_alice: Program) -> None:
    sent = {"mood": 7, "sleep": 5, "note": "Fine."}
    made = api_alice.put(THIS, json=sent)
    assert made.status_code == 200, made.text
    assert {name: made.get_json()[name] for name in sent} == sent
    assert made.get_json()["stress"] is None
    assert api_alice.put(THIS, json=sent).get_json()["id"] == made.get_json()["id"]
    assert api_alice.get(ALL).get_json()["items"] == [made.get_json()]


def test_faults_are_named(travel: Travel, api_alice: Program) -> None:
    assert "mood" in api_alice.put(THIS, json={"mood": 11}).get_json()["fields"]
    assert "mood" in api_alice.put(THIS, json={"mood": "x"}).get_json()["fields"]
    assert "streak" in api_alice.put(THIS, json={"mood": 5, "streak": 99}).get_json()["fields"]
    assert "week_on" in api_alice.put(f"{ALL}/{MONDAY - 2 * WEEK}", json={"mood": 5}).get_json()["fields"]
    assert api_alice.put(THIS, json={}).status_code == 422
    assert api_alice.put(f"{ALL}/yesterday", json={"mood": 5}).status_code == 404


def test_on_monday_the_week_just_ended_is_the_one_to_write(travel: Travel, api_alice: Program) -> None:
    week = api_alice.get("/api/check-in/week").get_json()
    last, this = str(MONDAY - WEEK), str(MONDAY)
    assert (week["week_on"], week["is_this_week"], week["other_open_on"]) == (last, False, this)
    other = api_alice.get(f"/api/check-in/week?week_on={this}").get_json()
    assert (other["week_on"], other["is_this_week"], other["other_open_on"]) == (this, True, last)
    api_alice.put(f"{ALL}/{last}", json={"mood": 7})
    assert api_alice.get("/api/check-in/week").get_json()["week_on"] == this
    assert "week_on" in api_alice.get(f"/api/check-in/week?week_on={MONDAY - 2 * WEEK}").get_json()["fields"]
    assert "week_on" in api_alice.get("/api/check-in/week?week_on=yesterday").get_json()["fields"]


def test_a_row_that_ends_tonight_is_told_so(travel: Travel, api_alice: Program, alice: Member) -> None:
    many(alice, travel, MONDAY - 4 * WEEK, [{"mood": 5}] * 3)
    travel(MONDAY)
    api_alice.put(THIS, json={"mood": 5})
    before = api_alice.get("/api/check-in/week").get_json()
    assert (before["streak"], before["streak_needs_on"]) == (4, str(MONDAY - WEEK))
    api_alice.put(f"{ALL}/{MONDAY - WEEK}", json={"mood": 5})
    after = api_alice.get("/api/check-in/week").get_json()
    assert (after["streak"], after["streak_needs_on"]) == (5, None)


def test_this_week_says_what_it_brought(travel: Travel, api_alice: Program, alice: Member) -> None:
    travel(MONDAY + timedelta(days=1))
    before = api_alice.get("/api/check-in/week").get_json()
    assert (before["check_in"], before["spent"], before["streak"]) == (None, None, 0)
    add(alice, "80", account_id=account(alice), transaction_date=MONDAY)
    api_alice.put(THIS, json={"mood": 7})
    after = api_alice.get("/api/check-in/week").get_json()
    assert (after["check_in"]["mood"], after["spent"], after["kept"], after["streak"]) == (7, "80.00", "-80.00", 1)


def test_a_week_is_skipped_and_deleted(travel: Travel, api_alice: Program) -> None:
    assert api_alice.post(f"{THIS}/skip").get_json()["status"] == "skipped"
    assert api_alice.delete(THIS).status_code == 204
    assert api_alice.delete(THIS).status_code == 404


def test_patterns_have_their_figures_from_eight_weeks_on(travel: Travel, api_alice: Program, alice: Member) -> None:
    many(alice, travel, MONDAY, [{"stress": n, "spending_regret": n} for n in range(1, 8)])
    first = api_alice.get("/api/check-in/patterns").get_json()["items"][0]
    assert (first["verdict"], first["rho"], first["weeks"]) == ("too_few", None, 7)
    many(alice, travel, MONDAY + 7 * WEEK, [{"stress": 9, "spending_regret": 9}])
    first = api_alice.get("/api/check-in/patterns").get_json()["items"][0]
    assert (first["verdict"], first["rho"], first["weeks"], first["confidence_percent"]) == ("together", 1.0, 8, 99)
    assert 0 < first["low"] < first["high"] <= 1


def test_nobody_reaches_anothers_week(travel: Travel, api_alice: Program, api_bob: Program) -> None:
    api_alice.put(THIS, json={"mood": 7})
    travel(MONDAY + timedelta(days=2))
    assert api_bob.get(ALL).get_json()["items"] == []
    assert api_bob.get("/api/check-in/week").get_json()["check_in"] is None
    assert api_bob.delete(THIS).status_code == 404
