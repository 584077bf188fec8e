"""Links in mails, as their readers meet them: a page that goes on, a page that asks, and a button."""

import re

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.core import db
from mingus.core.settings import Settings
from mingus.identity.models import Person
from mingus.identity.rules.links import Purpose
from mingus.identity.service import links
from tests.factories import Browser, Someone, browser, browser_of, make_someone
from tests.identity.service.test_links import issue
from tests.mailbox import letters, work

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    return browser(app)


def enters(app: APIFlask, email: str, password: str) -> bool:
    return browser(app).post("/login", data={"email": email, "password": password}).status_code == 303


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_lands_on_a_page_that_goes_on_by_itself_and_uses_nothing_up(
    visitor: Browser, someone: Someone, purpose: Purpose
) -> None:
    token = issue(someone.member, purpose, "new@example.com")
    for _ in range(2):
        landed = visitor.get(f"{purpose.path}/{token}")
        assert landed.status_code == 200
        assert landed.headers["Referrer-Policy"] == "no-referrer"
        assert landed.headers["Cache-Control"] == "private, no-store"
        assert f'http-equiv="refresh" content="0; url={purpose.path}/{token}/confirm"' in landed.text
        assert "csrf" not in landed.text  # a token made here would fit a visitor, not whoever is signed in
        asked = visitor.get(f"{purpose.path}/{token}/confirm")
        assert (asked.status_code, asked.headers["Referrer-Policy"]) == (200, "same-origin")
        assert 'method="post"' in asked.text
    assert links.look(purpose, token) is not None


def test_what_stands_in_a_link_is_text(visitor: Browser) -> None:
    assert "<script>" not in visitor.get("/verify-email/%22%3E%3Cscript%3E").text


def test_an_address_is_confirmed_by_the_button(app: APIFlask, someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        mine = update(Person).where(Person.id == someone.member.person_id)
        session.execute(mine.values(email_verified_at=None))
    own = browser_of(app, someone.member)
    assert "Please confirm your e-mail address." in own.get("/settings").text
    token = issue(someone.member, Purpose.VERIFY_EMAIL)
    done = own.post(f"/verify-email/{token}/confirm")
    assert (done.status_code, done.location) == (303, "/")
    page = own.get("/settings").text
    assert "Your e-mail address is confirmed." in page
    assert "Please confirm your e-mail address." not in page
    assert own.post(f"/verify-email/{token}/confirm").status_code == 410


def test_a_password_is_reset_once_and_everything_ends(app: APIFlask, visitor: Browser, someone: Someone) -> None:
    old = browser_of(app, someone.member)
    visitor.post("/forgot-password", data={"email": someone.email})
    work()
    [letter] = letters(someone.email)
    found = re.search(r"http://127\.0\.0\.1:8000(/reset-password/\S+)", letter.text)
    assert found is not None
    path = f"{found[1]}/confirm"
    weak = visitor.post(path, data={"password": "short"})
    assert (weak.status_code, "At least 15 characters" in weak.text) == (422, True)
    done = visitor.post(path, data={"password": NEW})
    assert (done.status_code, done.location) == (303, "/login")
    assert old.get("/settings").status_code == 303
    assert not enters(app, someone.email, someone.password)
    assert enters(app, someone.email, NEW)
    assert letters(someone.email)[1].subject == "Your password was reset"
    assert visitor.post(path, data={"password": "yet five more new words"}).status_code == 410


def test_an_address_taken_back_leads_to_a_new_password(visitor: Browser, someone: Someone) -> None:
    token = issue(someone.member, Purpose.UNDO_EMAIL_CHANGE, someone.email)
    done = visitor.post(f"/undo-email-change/{token}/confirm")
    assert (done.status_code, done.location) == (303, "/forgot-password")
    work()
    assert "Choose a new password" in [letter.subject for letter in letters(someone.email)]


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_that_is_none_says_what_to_do(visitor: Browser, purpose: Purpose) -> None:
    answer = visitor.get(f"{purpose.path}/{'x' * 43}/confirm")
    assert answer.status_code == 410
    assert "This link has ended" in answer.text
    assert 'href="/forgot-password"' in answer.text


def test_the_button_needs_its_token(visitor: Browser, someone: Someone) -> None:
    token = issue(someone.member)
    assert visitor.post(f"/reset-password/{token}/confirm", data={"password": NEW}, csrf=False).status_code == 400
    assert links.look(Purpose.RESET_PASSWORD, token) is not None
