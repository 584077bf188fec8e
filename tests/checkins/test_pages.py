from datetime import timedelta

from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import WEEK, many, read, write
from tests.factories import Browser, browser_of, make_someone, share
from tests.ledger.by_hand import account, add

URL = f"/check-in/{MONDAY}"


def test_six_questions_without_a_choice_made_beforehand(travel: Travel, as_alice: Browser) -> None:
    travel(MONDAY + timedelta(days=1))
    page = as_alice.get("/check-in").text
    assert page.count('<input type="radio"') == 60
    assert " checked" not in page
    assert f'action="{URL}"' in page


def test_saving_closes_the_week(travel: Travel, as_alice: Browser, alice: Member) -> None:
    add(alice, "80", account_id=account(alice), transaction_date=MONDAY)
    answer = as_alice.post(URL, data={"mood": "7", "stress": "", "note": "A quiet week."})
    assert (answer.status_code, answer.headers["Location"]) == (303, URL)
    page = as_alice.get(URL).text
    assert "Your week is written down" in page
    assert "$80.00 went out" in page
    assert "A quiet week." in page
    assert "1 week in a row" in page
    assert 'value="7" checked' in as_alice.get(f"{URL}?edit=1").text


def test_a_form_that_comes_back_keeps_what_was_answered(travel: Travel, as_alice: Browser, alice: Member) -> None:
    answer = as_alice.post(URL, data={"mood": "7", "sleep": "12", "note": "Kept."})
    assert answer.status_code == 422
    assert 'value="7" checked' in answer.text
    assert "Kept." in answer.text
    assert read(alice, MONDAY) is None
    assert "Answer at least one question" in as_alice.post(URL, data={"note": ""}).text


def test_a_week_can_be_skipped_and_answered_after_all(travel: Travel, as_alice: Browser) -> None:
    assert as_alice.post(f"{URL}/skip").status_code == 303
    assert "You skipped this week." in as_alice.get(URL).text
    assert as_alice.post(URL, data={"mood": "3"}).status_code == 303
    assert as_alice.post(f"{URL}/skip").status_code == 409


def test_a_closed_week_and_a_strange_one_are_refused(travel: Travel, as_alice: Browser) -> None:
    assert as_alice.get(f"/check-in/{MONDAY - 2 * WEEK}").status_code == 422
    assert as_alice.post(f"/check-in/{MONDAY - 2 * WEEK}", data={"mood": "3"}).status_code == 422
    assert as_alice.get("/check-in/yesterday").status_code == 404


def test_on_monday_the_week_just_ended_comes_first_with_the_new_one_a_step_away(
    travel: Travel, as_alice: Browser
) -> None:
    page = as_alice.get("/check-in").text
    assert "How was last week?" in page
    assert "open until tonight" in page
    assert f'action="/check-in/{MONDAY - WEEK}"' in page
    assert f'href="{URL}"' in page
    assert f'href="/check-in/{MONDAY - WEEK}"' in as_alice.get(URL).text
    travel(MONDAY + timedelta(days=1))
    page = as_alice.get("/check-in").text
    assert f'action="{URL}"' in page
    assert f"/check-in/{MONDAY - WEEK}" not in page


def test_once_last_week_is_written_or_skipped_monday_opens_the_new_one(travel: Travel, as_alice: Browser) -> None:
    last = f"/check-in/{MONDAY - WEEK}"
    as_alice.post(f"{last}/skip")
    assert f'action="{URL}"' in as_alice.get("/check-in").text
    as_alice.post(last, data={"mood": "6"})
    page = as_alice.get(last).text
    assert "Last week is written down" in page
    assert f'href="{URL}"' in page
    assert f'action="{URL}"' in as_alice.get("/check-in").text


def test_a_row_that_ends_tonight_is_told_so(travel: Travel, as_alice: Browser, alice: Member) -> None:
    many(alice, travel, MONDAY - 4 * WEEK, [{"mood": 5}] * 3)
    travel(MONDAY)
    write(alice, MONDAY, mood=5)
    assert "4 weeks in a row until tonight: write last week down" in as_alice.get(URL).text
    write(alice, MONDAY - WEEK, mood=5)
    assert "5 weeks in a row, your longest so far." in as_alice.get(URL).text


def test_the_history_shows_weeks_and_takes_them_away(travel: Travel, as_alice: Browser, alice: Member) -> None:
    assert "No weeks yet" in as_alice.get("/check-in/history").text
    write(alice, MONDAY, mood=4, note="Tired.")
    page = as_alice.get("/check-in/history").text
    assert "Mood 4" in page
    assert "Tired." in page
    assert as_alice.post(f"{URL}/delete").status_code == 303
    assert "No weeks yet" in as_alice.get("/check-in/history").text


def test_nobody_sees_anothers_week(travel: Travel, alice: Member, as_bob: Browser) -> None:
    write(alice, MONDAY, mood=4, note="Tired.")
    for address in ("/check-in", URL, "/check-in/history"):
        assert "Tired." not in as_bob.get(address).text
    assert as_bob.post(f"{URL}/delete").status_code == 404


def test_a_viewer_has_weeks_of_their_own(travel: Travel, app: APIFlask, alice: Member, configuration: Settings) -> None:
    viewer = share(alice, make_someone(configuration, first_name="Vera"), "viewer")
    assert browser_of(app, viewer).post(URL, data={"mood": "3"}).status_code == 303
    assert read(alice, MONDAY) is None
