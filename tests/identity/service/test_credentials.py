"""What ends, and who is told, when somebody changes what they sign in with."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.errors import Refused
from mingus.core.events import AuditEntry
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity.models import Person
from mingus.identity.rules.links import Purpose
from mingus.identity.service import credentials, links
from tests.factories import Someone, browser_of, make_someone
from tests.mailbox import letters


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def fresh_address() -> str:
    return f"new.{new_id().hex}@example.com"


def ask(someone: Someone, email: str) -> str:
    """The token in the mail to the new address."""
    with db.transaction(someone.member.household_id) as session:
        credentials.ask_email_change(session, someone.member, email)
    return token_of(letters(email)[-1].text, "/change-email/")


def confirm(someone: Someone, token: str) -> None:
    with db.transaction(someone.member.household_id) as session:
        credentials.confirm_email_change(session, links.spend(session, Purpose.CHANGE_EMAIL, token))


def undo(someone: Someone, token: str) -> None:
    with db.transaction(someone.member.household_id) as session:
        credentials.undo_email_change(session, links.spend(session, Purpose.UNDO_EMAIL_CHANGE, token))


def token_of(text: str, path: str) -> str:
    return text.partition(path)[2].split()[0]


def person(someone: Someone) -> tuple[str, bool]:
    with db.transaction(someone.member.household_id, read_only=True) as session:
        columns = select(Person.email, Person.email_verified_at).where(Person.id == someone.member.person_id)
        row = session.execute(columns).one()
    return row.email, row.email_verified_at is not None


def happened(someone: Someone) -> list[str]:
    with db.transaction(someone.member.household_id, read_only=True) as session:
        mine = select(AuditEntry.event).where(AuditEntry.household_id == someone.member.household_id)
        return list(session.scalars(mine.order_by(AuditEntry.number)))


def test_a_new_address_counts_once_its_link_was_followed(someone: Someone) -> None:
    new = fresh_address()
    token = ask(someone, new)
    assert person(someone)[0] == someone.email
    confirm(someone, token)
    assert person(someone) == (new, True)
    assert happened(someone)[-2:] == ["EmailChangeAsked", "EmailChanged"]
    assert letters(new)[-1].subject == "Your e-mail address was changed"


def test_the_old_address_is_told_and_can_take_it_back(app: APIFlask, someone: Someone) -> None:
    confirm(someone, ask(someone, fresh_address()))
    thief = browser_of(app, someone.member)
    [letter] = letters(someone.email)
    assert "Was it not you?" in letter.text
    undo(someone, token_of(letter.text, "/undo-email-change/"))
    assert person(someone) == (someone.email, True)
    assert thief.get("/settings").status_code == 303
    assert happened(someone)[-1] == "EmailChangeUndone"


def test_the_way_back_works_after_a_second_change_and_a_new_password(someone: Someone) -> None:
    confirm(someone, ask(someone, fresh_address()))
    [letter] = letters(someone.email)
    confirm(someone, ask(someone, fresh_address()))
    with db.transaction(someone.member.household_id) as session:
        credentials.change_password(session, someone.member, "$argon2id$of-the-thief")
    undo(someone, token_of(letter.text, "/undo-email-change/"))
    assert person(someone)[0] == someone.email


def test_an_address_that_somebody_has_is_not_given_twice(configuration: Settings, someone: Someone) -> None:
    other = make_someone(configuration, first_name="Bob")
    token = ask(someone, other.email.upper())  # nothing tells that it is taken
    with pytest.raises(Refused, match="belongs to somebody"):
        confirm(someone, token)
    assert person(someone)[0] == someone.email


def test_an_unproven_address_is_not_changed(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        mine = update(Person).where(Person.id == someone.member.person_id)
        session.execute(mine.values(email_verified_at=None))
        assert not credentials.is_verified(session, someone.member.person_id)
    with pytest.raises(Refused, match="confirm your present address"):
        ask(someone, fresh_address())


def test_ones_own_address_is_no_new_one(someone: Someone) -> None:
    with pytest.raises(Refused, match="your address already"):
        ask(someone, someone.email.upper())


def test_a_changed_password_ends_open_links(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        reset = links.issue(session, Purpose.RESET_PASSWORD, someone.member).rpartition("/")[2]
        known = credentials.change_password(session, someone.member, "$argon2id$new")
    assert known.session_version == 2
    assert links.look(Purpose.RESET_PASSWORD, reset) is None
    assert letters(someone.email)[-1].subject == "Your password was changed"


def test_an_address_is_proven_once(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        mine = update(Person).where(Person.id == someone.member.person_id)
        session.execute(mine.values(email_verified_at=None))
        for _ in range(2):
            credentials.verify_email(session, someone.member)
    assert happened(someone).count("EmailVerified") == 1
