"""The order of work behind a sign-in: what is counted, what is hashed, and for whom."""

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.errors import TooManyRequests, Unauthorized, Unavailable
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity import attempts, passwords, service
from mingus.identity.models import Person
from mingus.identity.schemas import Credentials, Registration, Visitor
from tests.factories import Someone, make_someone

WRONG = "quite the wrong words"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(new_id().hex, "Firefox on Linux")


def log_in(email: str, password: str, visitor: Visitor) -> str:
    given = Credentials(email=email, password=SecretStr(password))
    begun = attempts.log_in(
        given, visitor, lambda session, known: service.begin_session(session, known, visitor.browser)
    )
    assert isinstance(begun, str)
    return begun


def registration(email: str, password: str) -> Registration:
    return Registration(
        email=email, password=SecretStr(password), first_name="Ada", last_name="Bell", terms_accepted=True
    )


def test_the_hash_is_computed_for_strangers_too(someone: Someone, visitor: Visitor) -> None:
    """While somebody holds the one turn there is, every way in waits for it and gives up: so every way in hashes."""
    with passwords._turn():
        for email in (someone.email, "nobody.here@example.com"):
            with pytest.raises(Unavailable):
                log_in(email, WRONG, visitor)
            with pytest.raises(Unavailable):
                attempts.register(registration(email, "five words nobody else has"), visitor)


def test_a_locked_account_costs_no_hash(someone: Someone, visitor: Visitor) -> None:
    for _ in range(attempts.TRIES):
        with pytest.raises(Unauthorized):
            log_in(someone.email, WRONG, visitor)
    with passwords._turn(), pytest.raises(TooManyRequests):
        log_in(someone.email, someone.password, visitor)


def test_many_accounts_from_one_network_reach_a_limit(
    visitor: Visitor, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "TRIES_PER_NETWORK", 3)
    with passwords._turn():
        for number in range(3):
            with pytest.raises(Unavailable):
                log_in(f"guess.{number}@example.com", WRONG, visitor)
    with pytest.raises(TooManyRequests):
        log_in("guess.next@example.com", WRONG, visitor)


def test_one_network_joins_so_often_and_no_more(
    visitor: Visitor, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "REGISTRATIONS_PER_NETWORK", 3)
    with passwords._turn():
        for number in range(3):
            with pytest.raises(Unavailable) as busy:
                attempts.register(registration(f"new.{number}@example.com", "five words nobody else has"), visitor)
            assert not isinstance(busy.value, TooManyRequests)
    with pytest.raises(TooManyRequests):
        attempts.register(registration("new.next@example.com", "five words nobody else has"), visitor)


def test_an_outdated_hash_is_renewed_at_sign_in(someone: Someone, visitor: Visitor) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(someone.password)
    person_id = someone.member.person_id
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(Person).where(Person.id == person_id).values(password_hash=old))
    log_in(someone.email, someone.password, visitor)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        stored = session.scalars(select(Person.password_hash).where(Person.id == person_id)).one()
    assert stored != old
    assert not passwords.is_outdated(stored)
    log_in(someone.email, someone.password, visitor)
