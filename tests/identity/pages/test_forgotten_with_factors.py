"""Whoever reads somebody's mail gets a new password by it, and no further where there is a second factor."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Browser, Someone, browser, make_someone
from tests.identity.second_factors import add_app
from tests.identity.service.test_credentials import token_of
from tests.mailbox import letters, work

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def is_in(client: Browser) -> bool:
    return client.get("/goals").status_code == 200


def test_a_new_password_still_asks_for_the_second_factor(app: APIFlask, someone: Someone) -> None:
    authenticator, reader_of_mail = add_app(someone.member), browser(app)
    reader_of_mail.post("/forgot-password", data={"email": someone.email})
    work()
    [reset] = [letter for letter in letters(someone.email) if letter.subject == "Choose a new password"]
    token = token_of(reset.text, "/reset-password/")
    assert reader_of_mail.post(f"/reset-password/{token}/confirm", data={"password": NEW}).status_code == 303
    assert not is_in(reader_of_mail)

    answer = reader_of_mail.post("/login", data={"email": someone.email, "password": NEW})
    assert answer.location.startswith("/login/second")
    assert not is_in(reader_of_mail)
    assert (
        reader_of_mail.post("/login/second", data={"code": authenticator.code(), "credential": ""}).status_code == 303
    )
    assert is_in(reader_of_mail)
