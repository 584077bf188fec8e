"""People for tests: real rows, made by the service that makes everybody, under one password hashed once a process."""

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any
from weakref import WeakSet

from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import Engine, insert, make_url
from werkzeug.test import TestResponse

from mingus.core import clock, crypto, db
from mingus.core import settings as current_settings
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import passwords, service, tokens
from mingus.identity.models import Membership
from mingus.identity.rules import email_key
from mingus.identity.schemas import Known, Registration

PASSWORD = "four unrelated blue words"

_numbers = count(1)
_checked: WeakSet[Engine] = WeakSet()


@dataclass(frozen=True)
class Someone:
    """A person as a test knows them: how they sign in, and who they are afterwards."""

    email: str
    password: str
    member: Member


def make_someone(
    configuration: Settings,
    *,
    first_name: str = "Alice",
    last_name: str = "Example",
    currency: str = "USD",
    time_zone: str = "America/New_York",
) -> Someone:
    """A fresh person who owns a fresh household, and the address they sign in with."""
    _connect(configuration)
    household_id = new_id()
    email = f"{first_name.lower()}.{next(_numbers)}.{household_id.hex[-8:]}@example.com"
    registration = Registration(
        email=email,
        password=SecretStr(PASSWORD),
        first_name=first_name,
        last_name=last_name,
        terms_accepted=True,
        currency=currency,
        time_zone=time_zone,
    )
    with db.transaction(household_id) as session:
        member = service.register(session, household_id, registration, _password_hash())
    assert member is not None
    return Someone(email, PASSWORD, member)


def make_member(
    configuration: Settings, *, currency: str = "USD", time_zone: str = "America/New_York", first_name: str = "Alice"
) -> Member:
    """A fresh person who owns a fresh household."""
    return make_someone(configuration, currency=currency, time_zone=time_zone, first_name=first_name).member


def share(owner: Member, guest: Someone, role: str) -> Member:
    """`guest` as a member of the owner's household too, who goes there when they sign in."""
    moment = clock.now()
    row = {"household_id": owner.household_id, "person_id": guest.member.person_id, "role": role}
    with db.transaction(owner.household_id) as session:
        session.execute(insert(Membership).values(**row, created_at=moment, used_at=moment))
    return Member(owner.household_id, guest.member.person_id, owner.time_zone, owner.currency, role)


def browser(app: APIFlask) -> "Browser":
    """A browser in which nobody is signed in."""
    return Browser(app, app.response_class, use_cookies=True)


def browser_of(app: APIFlask, member: Member) -> "Browser":
    """A browser in which this person is signed in, by a session as `log_in` makes it."""
    with db.transaction(member.household_id) as session:
        cookie = service.begin_session(session, _known(member), "Test browser")
    signed_in = browser(app)
    signed_in.set_cookie("session", cookie, httponly=True, samesite="Strict")
    return signed_in


def program_of(app: APIFlask, member: Member) -> "Program":
    """A program that talks to the API with this person's access token."""
    with db.transaction(member.household_id) as session:
        family = service.begin_family(session, _known(member))
    claims = tokens.Claims(member.person_id, member.household_id, family.family_id, family.session_version)
    program = Program(app, app.response_class, use_cookies=False)
    program.access_token = tokens.issue(app.extensions["mingus_security"][0], claims)
    program.refresh_token = family.token
    return program


class Browser(FlaskClient):
    """A test client with cookies that adds the CSRF token to every write, as the pages' forms and htmx do.

    Each stands in a network of its own, so that no test uses up the limits of another.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.environ_base = {**self.environ_base, "REMOTE_ADDR": f"2001:db8:{new_id().hex[-4:]}:{next(_numbers):x}::1"}

    def open(self, *args: object, csrf: bool = True, **kwargs: object) -> TestResponse:
        if csrf and str(kwargs.get("method", "GET")).upper() not in {"GET", "HEAD", "OPTIONS"}:
            token = super().open("/api/csrf/token", method="GET").get_json()["csrf_token"]
            kwargs["headers"] = {"X-CSRF-Token": token, **dict(kwargs.get("headers") or {})}  # type: ignore[call-overload]  # werkzeug takes more kinds
        return super().open(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class Program(FlaskClient):
    """A test client without cookies that shows an access token."""

    access_token = ""
    refresh_token = ""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        kwargs["headers"] = {"Authorization": f"Bearer {self.access_token}", **dict(kwargs.get("headers") or {})}  # type: ignore[call-overload]  # werkzeug takes more kinds
        return super().open(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


@cache
def _password_hash() -> str:
    return passwords.hashed(PASSWORD)


def _known(member: Member) -> Known:
    return Known(member.person_id, member.household_id, 1, "")


def _connect(configuration: Settings) -> None:
    """Point this process at the test's database, once, for tests that need no web application."""
    if not _is_connected(configuration):
        db.connect(configuration.database_url)
    ring = crypto.use(configuration)
    if db.engine() not in _checked:  # as a process does once, at its start
        with db.transaction(db.GLOBAL) as session:
            ring.check(session)
        _checked.add(db.engine())
    current_settings.use(configuration)


def _is_connected(configuration: Settings) -> bool:
    """Compared as addresses: their texts may differ in what is quoted, and a new engine forgets all compiled SQL."""
    try:
        return db.engine().url == make_url(configuration.database_url)
    except KeyError:
        return False


def key_of(someone: Someone) -> str:
    """How their address is stored."""
    return email_key(someone.email)
