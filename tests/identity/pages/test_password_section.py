"""Changing one's password."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.core.test_step_up import let_time_pass
from tests.factories import PASSWORD, Someone, browser, browser_of, make_someone
from tests.identity.second_factors import add_app
from tests.mailbox import letters

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def test_a_new_password_keeps_this_browser_and_ends_all_others(app: APIFlask, someone: Someone) -> None:
    own, other = browser_of(app, someone.member), browser_of(app, someone.member)
    before = own.get_cookie("session")
    assert "At least 15 characters." in own.get("/settings/security/password").text
    answer = own.post("/settings/security/password", data={"new_password": NEW})
    assert (answer.status_code, answer.location) == (303, "/settings/security")
    assert "Your password is changed." in own.get("/settings/security").text
    after = own.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert other.get("/settings").status_code == 303
    assert browser(app).post("/login", data={"email": someone.email, "password": NEW}).status_code == 303
    assert letters(someone.email)[0].subject == "Your password was changed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("t1ny!owl", "Use at least 15 characters"),
        (PASSWORD, "This is the password you have."),
        ("", "Please fill this in."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_comes_back(
    app: APIFlask, someone: Someone, typed: str, said: str
) -> None:
    answer = browser_of(app, someone.member).post("/settings/security/password", data={"new_password": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert not typed or typed not in answer.text


def test_beside_a_second_factor_the_page_asks_for_less(app: APIFlask, someone: Someone) -> None:
    add_app(someone.member)
    own = browser_of(app, someone.member)
    assert "At least 8 characters." in own.get("/settings/security/password").text
    assert own.post("/settings/security/password", data={"new_password": "t1ny!owl"}).status_code == 303


def test_while_one_types_a_sentence_says_how_soon_it_is_guessed(app: APIFlask, someone: Someone) -> None:
    own = browser_of(app, someone.member)
    assert 'hx-post="/register/hint"' in own.get("/settings/security/password").text
    said = own.post("/register/hint", data={"new_password": someone.email, "username": someone.email}).text
    assert "Guessed" in said


@pytest.mark.parametrize("path", ["password", "email"])
def test_whoever_finds_a_browser_open_is_asked_who_they_are(app: APIFlask, someone: Someone, path: str) -> None:
    own = browser_of(app, someone.member)
    let_time_pass(someone.member, timedelta(minutes=6))
    for answer in (own.get(f"/settings/security/{path}"), own.post(f"/settings/security/{path}", data={})):
        assert answer.status_code == 303
        assert answer.location.startswith("/confirm?next=")
