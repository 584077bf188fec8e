"""The e-mail address on the security page."""

import re
from html import unescape

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.core import db
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity.models import Person
from tests.factories import Browser, Someone, browser_of, make_someone
from tests.mailbox import letters


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def test_everybody_sees_their_own_address(as_alice: Browser, as_bob: Browser) -> None:
    assert "bob." not in as_alice.get("/settings/security").text
    assert "bob." in as_bob.get("/settings/security").text


def test_an_address_changes_by_the_link_that_went_to_the_new_one(app: APIFlask, someone: Someone) -> None:
    own, new = browser_of(app, someone.member), f"new.{new_id().hex}@example.com"
    answer = own.post("/settings/security/email", data={"email": new})
    assert (answer.status_code, answer.location) == (303, "/settings/security")
    page = own.get("/settings/security").text
    assert "We have written to the new address." in page
    assert someone.email in page
    found = re.search(r"(/change-email/\S+)", letters(new)[0].text)
    assert found is not None
    assert own.post(f"{found[1]}/confirm").status_code == 303
    assert new in own.get("/settings/security").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("alice", "does not look like an e-mail address"), ("{own}", "This is your address already.")],
)
def test_what_does_not_fit_is_said_at_its_field(app: APIFlask, someone: Someone, typed: str, said: str) -> None:
    typed = typed.format(own=someone.email)
    answer = browser_of(app, someone.member).post("/settings/security/email", data={"email": typed})
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert f'value="{typed}"' in answer.text


def test_the_link_is_mailed_again_where_mail_is_sent(app: APIFlask, someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        mine = update(Person).where(Person.id == someone.member.person_id)
        session.execute(mine.values(email_verified_at=None))
    own = browser_of(app, someone.member)
    assert "It can be changed once it is confirmed." in own.get("/settings/security").text
    answer = own.post("/settings/security/email/verify", data={"next": "/settings"})
    assert (answer.status_code, answer.location) == (303, "/settings")
    assert "Your address is confirmed." in own.get("/settings").text  # this Mingus sends no mail, so it believes
