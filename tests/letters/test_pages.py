import pytest
from apiflask import APIFlask

from mingus import profile
from mingus.core.db import transaction
from mingus.letters import links
from mingus.letters.rules.kinds import KINDS, is_on, kind
from tests.factories import Browser, Someone, browser, browser_of
from tests.letters.conftest import wants

CHECK_IN = kind("check_in")


def _is_on(someone: Someone, name: str) -> bool:
    member = someone.member
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return is_on(name, profile.preferences(db, member.person_id))


@pytest.fixture
def stranger(app: APIFlask) -> Browser:
    return browser(app)


def test_looking_at_the_link_ends_nothing_and_the_button_does(stranger: Browser, reader: Someone) -> None:
    wants(reader.member, insights=True, check_in="weekly")
    address = f"/letters/stop/{links.token_of(reader.member.person_id, CHECK_IN)}"
    page = stranger.get(address)
    assert "Check-in reminder: no more of these?" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert _is_on(reader, "check_in")
    assert "you get no more of these" in stranger.post(address).text
    assert not _is_on(reader, "check_in")
    assert _is_on(reader, "insights")


def test_a_mail_program_presses_it_without_a_token(stranger: Browser, reader: Someone) -> None:
    wants(reader.member, insights=True)
    address = f"/letters/stop/{links.token_of(reader.member.person_id, KINDS[0])}"
    answer = stranger.post(address, data={"List-Unsubscribe": "One-Click"}, csrf=False)
    assert answer.status_code == 200
    assert not _is_on(reader, "insights")


def test_a_link_that_is_not_ours_ends_nothing(stranger: Browser, reader: Someone) -> None:
    wants(reader.member, insights=True)
    token = links.token_of(reader.member.person_id, KINDS[0])
    assert (
        stranger.post(f"/letters/stop/A{token[1:]}" if token[0] != "A" else f"/letters/stop/B{token[1:]}").status_code
        == 404
    )
    assert _is_on(reader, "insights")


def test_the_page_says_what_comes(app: APIFlask, reader: Someone) -> None:
    wants(reader.member, insights=True)
    page = browser_of(app, reader.member).get("/settings/preferences/mail").text
    assert "Nov 30, 2026, 8:00 AM" in page
    assert page.count("Off") == 2
    assert "Nothing in the last twelve weeks." in page
