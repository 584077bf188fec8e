"""A19: a reset link is 256 bits, lives half an hour, works once, dies with what it was made for, and leaks nowhere."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import text, update
from structlog.testing import capture_logs

from mingus.core import db
from mingus.core.clock import now
from mingus.core.settings import Settings
from mingus.identity import service
from mingus.identity.models import OneTimeLink
from mingus.identity.rules.links import Purpose
from mingus.identity.service import credentials, links
from tests.factories import Browser, Someone, browser, make_someone
from tests.identity.service.test_credentials import ask, confirm, fresh_address, token_of
from tests.mailbox import letters, work

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def thief(app: APIFlask) -> Browser:
    return browser(app)


def ask_for_link(client: Browser, someone: Someone) -> str:
    client.post("/forgot-password", data={"email": someone.email})
    work()
    resets = [letter for letter in letters(someone.email) if letter.subject == "Choose a new password"]
    return token_of(resets[-1].text, "/reset-password/")


def status(client: Browser, token: str) -> int:
    return client.post(f"/reset-password/{token}/confirm", data={"password": NEW}).status_code


def test_it_works_once(thief: Browser, someone: Someone) -> None:
    token = ask_for_link(thief, someone)
    assert len(token) == 43
    assert [status(thief, token), status(thief, token)] == [303, 410]


def test_a_second_request_kills_the_first(thief: Browser, someone: Someone) -> None:
    first, second = ask_for_link(thief, someone), ask_for_link(thief, someone)
    assert [status(thief, first), status(thief, second)] == [410, 303]


def test_it_dies_after_half_an_hour(thief: Browser, someone: Someone) -> None:
    token = ask_for_link(thief, someone)
    with db.transaction(someone.member.household_id) as session:
        mine = update(OneTimeLink).where(OneTimeLink.person_id == someone.member.person_id)
        session.execute(mine.values(created_at=now() - timedelta(minutes=30), expires_at=now()))
    assert status(thief, token) == 410


def test_it_dies_when_the_address_changes(thief: Browser, someone: Someone) -> None:
    token = ask_for_link(thief, someone)
    confirm(someone, ask(someone, fresh_address()))
    assert status(thief, token) == 410


@pytest.mark.parametrize("how", ["changed", "everywhere"])
def test_it_dies_with_the_password_and_with_the_sessions_it_would_end(
    thief: Browser, someone: Someone, how: str
) -> None:
    token, who = ask_for_link(thief, someone), someone.member
    with db.transaction(who.household_id) as session:
        if how == "changed":
            credentials.change_password(session, who, "$argon2id$other")
        else:
            service.sign_out_everywhere(session, who.household_id, who.person_id)
    assert status(thief, token) == 410


def test_it_is_not_in_the_database_the_queue_or_the_log(thief: Browser, someone: Someone) -> None:
    with capture_logs() as lines:
        token = ask_for_link(thief, someone)
        thief.get(f"/reset-password/{token}")
        thief.get(f"/reset-password/{token}/confirm")
        assert status(thief, token) == 303
    assert len([line for line in lines if line["event"] == "request"]) == 6
    assert token not in str(lines)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        for table in ("outbox", "one_time_links", "procrastinate_jobs"):
            found = session.scalar(
                text(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE :token"), {"token": f"%{token}%"}
            )
            assert found == 0, table


def test_the_page_it_leads_to_tells_no_other_site(thief: Browser, someone: Someone) -> None:
    token = ask_for_link(thief, someone)
    landed, form = thief.get(f"/reset-password/{token}"), thief.get(f"/reset-password/{token}/confirm")
    assert landed.headers["Referrer-Policy"] == "no-referrer"
    assert form.headers["Referrer-Policy"] == "same-origin"  # with no-referrer, its own form would have no Origin
    for page in (landed, form):
        assert page.headers["Cache-Control"] == "private, no-store"
        assert 'href="http' not in page.text
    assert links.look(Purpose.RESET_PASSWORD, token) is not None
