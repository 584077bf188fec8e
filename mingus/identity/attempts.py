"""Registering and signing in from start to end, for pages, API and command line alike.

The order is the point: the form is checked before anything is counted, limits are counted in a transaction of their
own before anything is hashed, and nothing is hashed while a database connection is held.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import events, limits, security_events, settings
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import TooManyRequests, Unauthorized
from mingus.core.ids import new_id
from mingus.core.security import Principal
from mingus.core.settings import current
from mingus.core.tenancy import Member
from mingus.identity import known_browsers, passwords, service
from mingus.identity.rules import email_key
from mingus.identity.schemas import Credentials, Known, Pending, Registration, Visitor, known_words
from mingus.identity.service import Renewed, factors

TRIES: Final = 5  # for one account from one network
TRIES_PER_ACCOUNT: Final = 100  # NIST SP 800-63B-4, 3.2.2; browsers that are known have tries of their own
TRIES_PER_NETWORK: Final = 100  # generous: a whole office or campus may share an address
RENEWALS_PER_NETWORK: Final = 1000
REGISTRATIONS_PER_NETWORK: Final = 30
WINDOW: Final = timedelta(minutes=15)
ACCOUNT_WINDOW: Final = timedelta(hours=1)
LOG_IN_LIMIT: Final = (
    f"{TRIES} in 15 minutes for an account from a network, {TRIES_PER_NETWORK} from a network,"
    f" {TRIES_PER_ACCOUNT} in an hour for an account"
)
REFRESH_LIMIT: Final = f"{RENEWALS_PER_NETWORK} in 15 minutes from a network"
REGISTER_LIMIT: Final = f"{REGISTRATIONS_PER_NETWORK} in 15 minutes from a network"
WRONG: Final = "The e-mail address or the password is not right."

Begun = TypeVar("Begun")


def register(registration: Registration, visitor: Visitor) -> None:
    """Take someone in. Nothing tells the caller whether the address was taken; see docs/decisions/0001.

    Raises Refused for a weak password, TooManyRequests, Unavailable.
    """
    check(registration)
    with transaction(GLOBAL) as db:
        limits.count(db, f"register|{visitor.network}", at_most=REGISTRATIONS_PER_NETWORK, within=WINDOW)
    create(registration, is_verified=not settings.sends_mail(), tells=True)


def check(registration: Registration) -> None:
    """Raises Refused for a password that is guessed first, has leaked, or is made of the person's own name."""
    passwords.check_new(current(), registration.password.get_secret_value(), known_words=known_words(registration))


def create(registration: Registration, *, is_verified: bool = True, tells: bool = False) -> Member | None:
    """The new member, or None when the address is taken: for what `check` has taken, and where no limit holds."""
    password_hash = passwords.hashed(registration.password.get_secret_value())
    household_id = new_id()
    with transaction(household_id) as db:
        return service.register(db, household_id, registration, password_hash, is_verified=is_verified, tells=tells)


def log_in(
    credentials: Credentials,
    visitor: Visitor,
    begin: Callable[[Session, Known], Begun],
    remembered_by: Callable[[UUID], str] = lambda _: "",
) -> Begun | Pending:
    """What `begin` makes (a session, a pair of tokens) for the person these credentials belong to.

    Where they have a second factor, Pending, unless their browser shows (by `remembered_by`) that it is remembered.
    Raises Unauthorized, TooManyRequests, Unavailable.
    """
    key, typed = email_key(credentials.email), credentials.password.get_secret_value()
    lock = f"log-in|{key}|{visitor.network}"
    if number := known_browsers.number_of(current(), key, visitor.known):
        lock = f"log-in|{key}|known|{number}"
        _count(lock)
    else:
        _count_stranger(lock, key, visitor)
    known = service.find(key)
    if not passwords.is_right(typed, known.password_hash if known else None) or known is None:
        with transaction(GLOBAL) as db:
            events.record(db, events.SignInFailed(GLOBAL, None, "wrong e-mail address or password"))
        raise Unauthorized(WRONG)
    fresh_hash = passwords.hashed(typed) if passwords.is_outdated(known.password_hash) else None
    with transaction(known.household_id) as db:
        limits.clear(db, lock)
        limits.clear(db, f"log-in|{key}")
        if fresh_hash:
            service.remember_hash(db, known.person_id, fresh_hash)
        if not factors.has_second_factor(db, known.person_id):
            return begin(db, known)
        if factors.remembered.is_remembered(db, known, remembered_by(known.person_id)):
            return begin(db, replace(known, is_confirmed=False))
        return Pending(factors.pending.begin(db, known))


def renew(token: str, visitor: Visitor) -> Renewed | None:
    """The next refresh token for this one; None when it is not good. What a misuse ended stays ended."""
    with transaction(GLOBAL) as db:
        limits.count(db, f"refresh|{visitor.network}", at_most=RENEWALS_PER_NETWORK, within=WINDOW)
    household_id = service.household_of(token)
    if household_id is None:
        return None
    with transaction(household_id) as db:
        return service.renew(db, household_id, token, visitor)


def log_out(who: Principal) -> None:
    """End the sign-in this request came by."""
    with transaction(who.household_id) as db:
        if who.by_token:
            service.end_family(db, who.household_id, who.person_id, UUID(who.session_id))
        else:
            service.end_session(db, who.household_id, who.person_id, who.session_id)


def _count_stranger(lock: str, key: str, visitor: Visitor) -> None:
    """Count a try from a browser that nobody knows: for its network, for the account there, and for the account."""
    with transaction(GLOBAL) as db:
        limits.count(db, f"log-in|{visitor.network}", at_most=TRIES_PER_NETWORK, within=WINDOW)
    _count(lock)
    _count(f"log-in|{key}", TRIES_PER_ACCOUNT, ACCOUNT_WINDOW)


def _count(lock: str, at_most: int = TRIES, within: timedelta = WINDOW) -> None:
    """Count this try in a transaction of its own: what fails later does not give it back."""
    try:
        with transaction(GLOBAL) as db:
            limits.count(db, lock, at_most=at_most, within=within)
    except TooManyRequests:
        security_events.emit("authn_login_lock")
        raise
