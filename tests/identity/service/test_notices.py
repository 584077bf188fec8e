"""Mails about what was done with a sign-in say what, when, by what, from where, and what to do."""

from datetime import UTC, datetime

import pytest

from mingus.core import db
from mingus.core.settings import Settings
from mingus.identity.schemas import Visitor
from mingus.identity.service import notices
from mingus.identity.service.notices import NOTICES, What
from tests.factories import Someone, make_someone
from tests.mailbox import letters

THIEF = Visitor("198.51.100.77", "Safari on iPhone")


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration, time_zone="Asia/Tokyo")


@pytest.mark.parametrize("what", NOTICES)
def test_each_notice_is_a_whole_mail(someone: Someone, what: What) -> None:
    with db.transaction(someone.member.household_id) as session:
        notices.tell(session, someone.member, what, by=THIEF)
    [letter] = letters(someone.email)
    assert letter.subject == NOTICES[what].subject
    for words in (NOTICES[what].happened, "Safari on iPhone", "198.51.100.x", "(Tokyo)", "/forgot-password"):
        assert words in letter.text
        assert words in letter.html
    assert ".77" not in letter.text + letter.html


def test_what_the_operator_did_is_called_so(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        notices.tell(session, someone.member, "password_changed")
    assert "How: by whoever runs Mingus" in letters(someone.email)[0].text


def test_moments_are_those_of_the_household() -> None:
    said = notices.moment_in_words(datetime(2026, 11, 26, 1, 35, tzinfo=UTC), "America/New_York")
    assert said == "Nov 25, 2026, 8:35 PM (New York)"
