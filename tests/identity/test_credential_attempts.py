"""The order of work behind a change of what one signs in with: counted first, proven next, done last."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update

from mingus.core import db, settings
from mingus.core.clock import now
from mingus.core.errors import Refused, TooManyRequests
from mingus.core.ids import new_id
from mingus.core.security import Principal
from mingus.core.settings import Settings
from mingus.identity import credential_attempts as attempts
from mingus.identity import service
from mingus.identity.models import Person, SignInSession
from mingus.identity.rules.links import Purpose
from mingus.identity.schemas import EmailChange, PasswordChange, Visitor
from mingus.identity.service import credentials, factors, links
from mingus.identity.service.sessions import hash_of
from tests.factories import PASSWORD, Someone, make_someone
from tests.identity.second_factors import add_app
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


def change(someone: Someone, new: str, confirmed_at: datetime | None = None) -> str:
    given = PasswordChange(new_password=SecretStr(new))
    asking = replace(who(someone), stepped_up_at=confirmed_at)
    return attempts.change_password(
        asking, given, lambda session, known: service.begin_session(session, known, "Firefox")
    )


def reset(token: str, password: str) -> None:
    attempts.reset(attempts.look(Purpose.RESET_PASSWORD, token, visitor()), token, SecretStr(password))


def needs_factor(someone: Someone) -> bool:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        mine = select(Person.password_needs_factor).where(Person.id == someone.member.person_id)
        return session.scalars(mine).one()


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
        reset(token, "short")
    assert "password" in weak.value.fields
    reset(token, NEW)
    assert links.look(Purpose.RESET_PASSWORD, token) is None


def test_passwords_are_not_changed_without_end(someone: Someone) -> None:
    for _ in range(attempts.NEW_PASSWORDS):
        with pytest.raises(Refused):
            change(someone, "short")
    with pytest.raises(TooManyRequests):
        change(someone, NEW)


@pytest.mark.parametrize("age", [None, timedelta(minutes=3)])
def test_a_new_password_confirms_nobody_anew(someone: Someone, age: timedelta | None) -> None:
    confirmed_at = now() - age if age else None
    cookie = change(someone, NEW, confirmed_at)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        kept = select(SignInSession.stepped_up_at).where(SignInSession.id_hash == hash_of(cookie))
        assert session.scalars(kept).one() == confirmed_at


@pytest.mark.parametrize("way", ["changed", "reset"])
def test_eight_characters_suffice_exactly_beside_a_second_factor(someone: Someone, way: str) -> None:
    def choose(new: str) -> None:
        change(someone, new) if way == "changed" else reset(issue(someone.member), new)

    with pytest.raises(Refused, match="at least 15"):
        choose("t1ny!owl")
    app_id = add_app(someone.member).id
    with pytest.raises(Refused, match="at least 8"):
        choose("t1ny!ow")
    choose("t1ny!owl")
    assert needs_factor(someone)
    with pytest.raises(Refused, match="longer password first"), db.transaction(someone.member.household_id) as session:
        factors.changing.remove(session, someone.member, "app", app_id)
    choose(NEW)
    assert not needs_factor(someone)
    with db.transaction(someone.member.household_id) as session:
        factors.changing.remove(session, someone.member, "app", app_id)


@pytest.mark.parametrize("way", ["changed", "reset"])
def test_a_password_that_leaked_or_is_made_of_ones_name_is_refused(
    configuration: Settings, tmp_path: Path, way: str
) -> None:
    someone = make_someone(configuration, first_name="Bartholomew")
    digest = hashlib.sha1(NEW.encode(), usedforsecurity=False).hexdigest().upper()
    (tmp_path / "leaks.txt").write_text(f"{digest}:3\n")
    settings.use(configuration.model_copy(update={"password_breaches_file": str(tmp_path / "leaks.txt")}))
    try:
        for new, said in ((NEW, "seen in a leak"), ("Bartholomew.12345", "made of your name")):
            with pytest.raises(Refused, match=said):
                change(someone, new) if way == "changed" else reset(issue(someone.member), new)
    finally:
        settings.use(configuration)


@pytest.mark.parametrize(("new", "said"), [("short", "at least 15"), (PASSWORD, "the password you have")])
def test_a_new_password_must_be_good_and_new(someone: Someone, new: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        change(someone, new)
    assert set(refused.value.fields) == {"new_password"}


def test_five_new_addresses_in_an_hour_are_enough(someone: Someone) -> None:
    for number in range(attempts.CHANGES):
        attempts.change_email(who(someone), EmailChange(email=f"a{number}.{new_id().hex}@example.com"))
    with pytest.raises(TooManyRequests):
        attempts.change_email(who(someone), EmailChange(email="a@example.com"))


def test_where_no_mail_is_sent_an_address_is_believed(someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        mine = update(Person).where(Person.id == someone.member.person_id)
        session.execute(mine.values(email_verified_at=None))
    attempts.send_verification(who(someone))
    with db.transaction(someone.member.household_id, read_only=True) as session:
        assert credentials.is_verified(session, someone.member.person_id)
    assert letters(someone.email) == []
