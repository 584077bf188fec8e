"""What ends, and who is told, when somebody changes what they sign in with."""

from datetime import timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.events import AuditEntry
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity.factor_models import AuthenticatorApp, RecoveryCode
from mingus.identity.models import Person
from mingus.identity.rules.links import Purpose
from mingus.identity.service import credentials, factors, links
from tests.factories import Someone, browser_of, make_someone
from tests.identity.second_factors import add_app
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


def way_back(someone: Someone) -> str:
    """The token in the mail that told the old address."""
    [text] = [letter.text for letter in letters(someone.email) if "/undo-email-change/" in letter.text]
    return token_of(text, "/undo-email-change/")


def made_earlier(someone: Someone, *, days: int) -> None:
    """As if this person's factors and recovery codes were this old."""
    with db.transaction(someone.member.household_id) as session:
        for table in (AuthenticatorApp, RecoveryCode):
            mine = update(table).where(table.person_id == someone.member.person_id)
            session.execute(mine.values(created_at=now() - timedelta(days=days)))


def apps_of(someone: Someone) -> list[UUID]:
    with db.transaction(someone.member.household_id, read_only=True) as session:
        mine = select(AuthenticatorApp.id).where(AuthenticatorApp.person_id == someone.member.person_id)
        return list(session.scalars(mine))


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


def test_taking_it_back_takes_a_thiefs_factors_and_leaves_ones_own(someone: Someone) -> None:
    mine = add_app(someone.member)
    made_earlier(someone, days=40)
    add_app(someone.member)
    confirm(someone, ask(someone, fresh_address()))
    add_app(someone.member)
    undo(someone, way_back(someone))
    assert apps_of(someone) == [mine.id]
    with db.transaction(someone.member.household_id, read_only=True) as session:
        assert factors.recovery.left(session, someone.member.person_id) == 10


def test_codes_a_thief_was_given_open_nothing_after_it_was_taken_back(someone: Someone) -> None:
    add_app(someone.member)
    confirm(someone, ask(someone, fresh_address()))
    undo(someone, way_back(someone))
    assert apps_of(someone) == []
    with db.transaction(someone.member.household_id, read_only=True) as session:
        assert factors.recovery.left(session, someone.member.person_id) == 0


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
