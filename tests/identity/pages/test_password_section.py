"""Changing one's password."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import PASSWORD, Someone, browser, browser_of, make_someone
from tests.mailbox import letters

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def test_a_new_password_keeps_this_browser_and_ends_all_others(app: APIFlask, someone: Someone) -> None:
    own, other = browser_of(app, someone.member), browser_of(app, someone.member)
    before = own.get_cookie("session")
    form = {"current_password": PASSWORD, "new_password": NEW}
    answer = own.post("/settings/security/password", data=form)
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
    ("form", "said"),
    [
        ({"current_password": "quite the wrong words", "new_password": NEW}, "This is not your password."),
        ({"current_password": PASSWORD, "new_password": "t1ny!"}, "Use at least 15 characters"),
        ({"current_password": "", "new_password": NEW}, "Please fill this in."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_comes_back(
    app: APIFlask, someone: Someone, form: dict[str, str], said: str
) -> None:
    answer = browser_of(app, someone.member).post("/settings/security/password", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert not {typed for typed in form.values() if typed and typed in answer.text}
