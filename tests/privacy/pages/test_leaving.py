"""The page before leaving, and the one after."""

import html
import json

from sqlalchemy import select

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.identity import models
from tests.factories import Browser
from tests.privacy.household import is_there, let_in


def address_of(member: Member) -> str:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalars(select(models.Person.email).where(models.Person.id == member.person_id)).one()


def test_the_page_says_what_goes_and_what_stays(as_alice: Browser) -> None:
    page = as_alice.get("/settings/data/delete").text
    assert "The household <b>My household</b>, in which nobody else is" in page
    assert "The audit log" in page


def test_typing_something_else_deletes_nothing(as_alice: Browser, alice: Member) -> None:
    answer = as_alice.post("/settings/data/delete", data={"email": "somebody@example.com"})
    assert answer.status_code == 422
    assert "to delete this account" in answer.text
    assert is_there(models.Person, id=alice.person_id)


def test_leaving_shows_the_certificate_and_forgets_the_sign_in(as_alice: Browser, alice: Member) -> None:
    answer = as_alice.post("/settings/data/delete", data={"email": address_of(alice)})
    assert answer.status_code == 200
    assert "Your account is deleted" in answer.text
    text = html.unescape(answer.text.partition("<pre")[2].partition(">")[2].partition("</pre>")[0])
    assert json.loads(text)["rows_by_table"]["people"] == 1
    assert not is_there(models.Person, id=alice.person_id)
    assert as_alice.get_cookie("session") is None
    assert as_alice.get("/settings").status_code == 303


def test_an_owner_of_others_is_told_what_to_do_first(as_alice: Browser, alice: Member, bob: Member) -> None:
    let_in(alice, bob)
    page = as_alice.get("/settings/data/delete").text
    assert "You can’t go yet." in page
    assert 'action="/settings/data/delete"' not in page
    answer = as_alice.post("/settings/data/delete", data={"email": address_of(alice)})
    assert answer.status_code == 422
    assert is_there(models.Person, id=alice.person_id)
