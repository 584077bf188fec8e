"""The order of work behind a change of what one signs in with: counted first, proven next, done last."""

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from mingus.core import db
from mingus.core.errors import Refused, TooManyRequests
from mingus.core.ids import new_id
from mingus.core.security import Principal
from mingus.core.settings import Settings
from mingus.identity import credential_attempts as attempts
from mingus.identity import service
from mingus.identity.models import Person
from mingus.identity.rules.links import Purpose
from mingus.identity.schemas import EmailChange, PasswordChange, Visitor
from mingus.identity.service import credentials, links
from tests.factories import PASSWORD, Someone, make_someone
from tests.identity.service.test_links import issue
from tests.mailbox import letters, work

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def who(someone: Someone) -> Principal:
    member = someone.member
    return Principal(
        member.person_id, member.household_id, "00", False, "UTC", "USD", first_name="Alice", email=someone.email
    )


def visitor() -> Visitor:
    return Visitor(f"network-{new_id()}", "Firefox on Linux")


def change(someone: Someone, current: str, new: str) -> str:
    given = PasswordChange(current_password=SecretStr(current), new_password=SecretStr(new))
    return attempts.change_password(
        who(someone), given, lambda session, known: service.begin_session(session, known, "Firefox")
    )


def test_a_mail_goes_to_whoever_forgot_and_to_nobody_else(someone: Someone) -> None:
    work()
    attempts.forgot(someone.email.upper(), visitor())
    attempts.forgot(f"nobody.{new_id()}@example.com", visitor())
    assert work() == 2
    assert [letter.subject for letter in letters(someone.email)] == ["Choose a new password"]


def test_twenty_requests_from_a_network_are_enough(someone: Someone) -> None:
    here = visitor()
    for _ in range(attempts.REQUESTS_PER_NETWORK):
        attempts.forgot("nobody@example.com", here)
    with pytest.raises(TooManyRequests):
        attempts.forgot("nobody@example.com", here)


def test_links_cannot_be_guessed_for_long(someone: Someone) -> None:
    here = visitor()
    for _ in range(attempts.LINKS_PER_NETWORK):
        with pytest.raises(Refused):
            attempts.look(Purpose.RESET_PASSWORD, "x" * 43, here)
    with pytest.raises(TooManyRequests):
        attempts.look(Purpose.RESET_PASSWORD, issue(someone.member), here)


def test_a_weak_password_does_not_use_the_link_up(someone: Someone) -> None:
    token = issue(someone.member)
    with pytest.raises(Refused) as weak:
        attempts.reset(token, SecretStr("short"), visitor())
    assert "password" in weak.value.fields
    attempts.reset(token, SecretStr(NEW), visitor())
    assert links.look(Purpose.RESET_PASSWORD, token) is None


def test_five_wrong_passwords_close_the_change_for_a_while(someone: Someone) -> None:
    for _ in range(attempts.TRIES):
        with pytest.raises(Refused) as wrong:
            change(someone, "quite the wrong words", NEW)
        assert wrong.value.fields == {"current_password": attempts.NOT_YOURS}
    with pytest.raises(TooManyRequests):
        change(someone, PASSWORD, NEW)


@pytest.mark.parametrize(("new", "said"), [("short", "at least 15"), (PASSWORD, "the password you have")])
def test_a_new_password_must_be_good_and_new(someone: Someone, new: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        change(someone, PASSWORD, new)
    assert set(refused.value.fields) == {"new_password"}


def test_a_new_address_needs_the_password(someone: Someone) -> None:
    with pytest.raises(Refused) as wrong:
        attempts.change_email(who(someone), EmailChange(email="a@example.com", password=SecretStr("wrong")))
    assert wrong.value.fields == {"password": attempts.NOT_YOURS}


def test_where_no_mail_is_sent_an_address_is_believed(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        mine = update(Person).where(Person.id == someone.member.person_id)
        session.execute(mine.values(email_verified_at=None))
    attempts.send_verification(who(someone))
    with db.transaction(someone.member.household_id, read_only=True) as session:
        assert credentials.is_verified(session, someone.member.person_id)
    assert letters(someone.email) == []
