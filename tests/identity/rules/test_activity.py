from datetime import UTC, date, datetime, time

import pytest

from mingus.core.ids import new_id
from mingus.identity.rules.activity import at_home, clock_words, day_words, doer, sentence

ME, SAM = new_id(), new_id()


def test_who_did_it_is_said_as_people_say_it() -> None:
    names = {SAM: "Sam"}
    assert doer(ME, me=ME, names=names) == "You"
    assert doer(SAM, me=ME, names=names) == "Sam"
    assert doer(None, me=ME, names=names) == "Mingus"
    assert doer(new_id(), me=ME, names=names) == "Someone who has left"
    assert doer(SAM, me=ME, names={SAM: ""}) == "Someone in your household"
    assert sentence("Sam", "set a goal") == "Sam set a goal."


def test_days_near_today_have_names() -> None:
    today = date(2026, 3, 1)
    assert day_words(today, today) == "Today"
    assert day_words(date(2026, 2, 28), today) == "Yesterday"
    assert day_words(date(2026, 2, 27), today) == "Friday, February 27, 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [(time(0, 5), "12:05 AM"), (time(11, 59), "11:59 AM"), (time(12, 0), "12:00 PM"), (time(15, 41), "3:41 PM")],
)
def test_the_time_is_that_of_a_clock_on_the_wall(moment: time, words: str) -> None:
    assert clock_words(moment) == words


def test_a_moment_is_that_of_the_household() -> None:
    moment = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
    assert at_home(moment, "America/New_York").date() == date(2026, 2, 28)
