"""Whoever reads somebody's mail gets a new password by it, and no further where there is a second factor.

Unless that factor was set up by whoever joined with an address that was never shown to be theirs.
"""

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.core import db
from mingus.core.settings import Settings
from mingus.identity.models import Person
from tests.factories import Browser, Someone, browser, make_someone
from tests.identity.second_factors import add_app, add_passkey
from tests.identity.service.test_credentials import token_of
from tests.mailbox import letters, work

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def is_in(client: Browser) -> bool:
    return client.get("/goals").status_code == 200


def reset(client: Browser, someone: Someone, password: str) -> int:
    client.post("/forgot-password", data={"email": someone.email})
    work()
    letter = [letter for letter in letters(someone.email) if letter.subject == "Choose a new password"][-1]
    token = token_of(letter.text, "/reset-password/")
    return client.post(f"/reset-password/{token}/confirm", data={"password": password}).status_code


def test_a_new_password_still_asks_for_the_second_factor(app: APIFlask, someone: Someone) -> None:
    authenticator, reader_of_mail = add_app(someone.member), browser(app)
    assert reset(reader_of_mail, someone, NEW) == 303
    assert not is_in(reader_of_mail)

    answer = reader_of_mail.post("/login", data={"email": someone.email, "password": NEW})
    assert answer.location.startswith("/login/second")
    assert not is_in(reader_of_mail)
    assert (
        reader_of_mail.post("/login/second", data={"code": authenticator.code(), "credential": ""}).status_code == 303
    )
    assert is_in(reader_of_mail)


def test_whoever_joined_with_anothers_address_does_not_stay_in_by_a_passkey(app: APIFlask, someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        nobodys = update(Person).where(Person.id == someone.member.person_id)
        session.execute(nobodys.values(email_verified_at=None))
    thief, owner_of_the_address = browser(app), browser(app)
    thief.post("/login", data={"email": someone.email, "password": someone.password})
    passkey = add_passkey(thief)
    add_app(someone.member)

    assert reset(owner_of_the_address, someone, "eight ch") == 422  # a stranger's factor does not stand beside it
    assert reset(owner_of_the_address, someone, NEW) == 303
    assert owner_of_the_address.post("/login", data={"email": someone.email, "password": NEW}).location == "/"
    assert is_in(owner_of_the_address)

    asked = thief.post("/api/auth/login/passkey/options").get_json()
    answer = thief.post("/api/auth/login/passkey", json={"credential": passkey.answer(asked["options"])})
    assert (answer.status_code, is_in(thief)) == (401, False)
    assert "A second step was removed" in {letter.subject for letter in letters(someone.email)}
