"""Who is asking: turns the cookie or the access token of a request into a Principal, in one round trip.

Of Redis where nothing is changed and a copy lies there, of PostgreSQL otherwise.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from flask import Request, current_app
from sqlalchemy import Row, Select, and_, bindparam, exists, func, null, or_, select, update

from mingus.core import crypto, policy, scopes, security, security_events
from mingus.core import db as database
from mingus.core.clock import now
from mingus.core.crypto import Unreadable, WrappedKey
from mingus.core.fixed import Fixed
from mingus.core.security import Principal
from mingus.identity import fast_copy, tokens, visiting
from mingus.identity.models import Household, Membership, Person, PersonalToken, RefreshToken, SignInSession
from mingus.identity.operator_models import OperatorGrant
from mingus.identity.rules import personal_tokens as rules
from mingus.identity.service.sessions import hash_of

SEEN_EVERY: Final = timedelta(minutes=1)
MAX_COOKIE_CHARACTERS: Final = 100

_LOOKED_AT: Final = exists().where(
    OperatorGrant.household_id == Membership.household_id,
    OperatorGrant.ended_at.is_(None),
    OperatorGrant.expires_at > func.now(),
)
_PERSON: Final = (
    Person.id.label("person_id"),
    Person.email,
    Person.email_verified_at,
    Person.first_name_sealed,
    Membership.household_id,
    Membership.role,
    Household.time_zone,
    Household.currency,
    WrappedKey.kid,
    WrappedKey.wrapped,
    _LOOKED_AT.label("is_looked_at"),
)


# Built once, because it runs with every request.
_SESSION: Final = Fixed(
    select(*_PERSON, SignInSession.seen_at, SignInSession.expires_at, SignInSession.stepped_up_at)
    .select_from(SignInSession)
    .join(Person, Person.id == SignInSession.person_id)
    .join(
        Membership,
        and_(Membership.person_id == Person.id, Membership.household_id == SignInSession.household_id),
    )
    .join(Household, Household.id == Membership.household_id)
    .outerjoin(WrappedKey, and_(WrappedKey.owner_kind == "person", WrappedKey.owner_id == Person.id))
    .where(
        SignInSession.id_hash == bindparam("id_hash"),
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > bindparam("moment"),
        SignInSession.seen_at > bindparam("idle_since"),
        SignInSession.session_version == Person.session_version,
    )
)


_PERSONAL: Final = Fixed(
    select(
        *_PERSON,
        PersonalToken.id.label("token_id"),
        PersonalToken.scopes,
        PersonalToken.used_at,
        null().label("stepped_up_at"),
    )
    .select_from(PersonalToken)
    .join(Person, Person.id == PersonalToken.person_id)
    .join(
        Membership,
        and_(Membership.person_id == Person.id, Membership.household_id == PersonalToken.household_id),
    )
    .join(Household, Household.id == Membership.household_id)
    .outerjoin(WrappedKey, and_(WrappedKey.owner_kind == "person", WrappedKey.owner_id == Person.id))
    .where(
        PersonalToken.token_hash == bindparam("token_hash"),
        PersonalToken.revoked_at.is_(None),
        PersonalToken.expires_at > bindparam("moment"),
        PersonalToken.session_version == Person.session_version,
    )
)


def authenticate(request: Request) -> Principal | None:
    """The person behind this request, or None. Where a program shows a token, which only the API takes, it decides."""
    if request.path.startswith("/api/") and "Authorization" in request.headers:
        return _by_token(request)
    who = _by_cookie(request)
    return visiting.principal_of(request, who) if who else None


def _by_cookie(request: Request) -> Principal | None:
    cookie = request.cookies.get(security.cookie_name("session"), "")
    if not cookie or len(cookie) > MAX_COOKIE_CHARACTERS:
        return None
    id_hash = hash_of(cookie)
    view = current_app.view_functions.get(request.endpoint or "")
    may_be_a_minute_old = policy.may_believe_a_copy(request.method, view)
    if may_be_a_minute_old and (who := fast_copy.read(id_hash.hex())):
        return who
    found = session_row(id_hash, timedelta(seconds=security.settings().session_idle_seconds))
    if found is None:
        security_events.emit("session_use_after_expire")
        return None
    seen_at = found.seen_at
    if seen_at < now() - SEEN_EVERY:
        seen_at = _see(id_hash)
    who = _principal(found, id_hash.hex(), by_token=False)
    if may_be_a_minute_old:
        fast_copy.write(who, seen_at, found.expires_at)
    return who


def session_row(id_hash: bytes, longest_idle: timedelta) -> Row[*tuple[Any, ...]] | None:
    """Whose session has this hash, with what a request needs to know of them; None when it is not good any more."""
    moment = now()
    return database.look_up(_SESSION, {"id_hash": id_hash, "moment": moment, "idle_since": moment - longest_idle})


def _by_token(request: Request) -> Principal | None:
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    if given.token.startswith(rules.PREFIX):
        return _by_personal_token(request, given.token)
    claims = tokens.read(security.settings(), given.token)
    found = database.look_up(_sign_in(claims)) if claims else None
    if claims is None or found is None:
        security_events.emit("authn_token_refused")
        return None
    return _principal(found, str(claims.family_id), by_token=True)


def _by_personal_token(request: Request, token: str) -> Principal | None:
    """What a view declares a scope for was confirmed when the token was made; nothing else counts as confirmed."""
    found = (
        database.look_up(_PERSONAL, {"token_hash": hash_of(token), "moment": now()}) if rules.is_one(token) else None
    )
    if found is None:
        security_events.emit("authn_token_refused")
        return None
    if found.used_at is None or found.used_at < now() - SEEN_EVERY:
        _use(found.token_id)
    view = current_app.view_functions.get(request.endpoint or "")
    who = _principal(found, str(found.token_id), by_token=True)
    confirmed_at = now() if scopes.declared(view) else None
    return replace(who, scopes=frozenset(found.scopes.split()), stepped_up_at=confirmed_at)


def _use(token_id: UUID) -> None:
    """Write down that a personal token is in use; of several requests at once one writes."""
    moment = now()
    idle = or_(PersonalToken.used_at.is_(None), PersonalToken.used_at < moment - SEEN_EVERY)
    with database.transaction(database.GLOBAL) as db:
        db.execute(update(PersonalToken).where(PersonalToken.id == token_id, idle).values(used_at=moment))


def _sign_in(claims: tokens.Claims) -> Select[*tuple[Any, ...]]:
    still_stands = exists().where(
        RefreshToken.family_id == claims.family_id,
        RefreshToken.person_id == Person.id,
        RefreshToken.revoked_at.is_(None),
        RefreshToken.expires_at > now(),
    )
    family = RefreshToken.family_id == claims.family_id
    stepped_up_at = select(func.max(RefreshToken.stepped_up_at)).where(family).scalar_subquery()
    return (
        select(*_PERSON, stepped_up_at.label("stepped_up_at"))
        .select_from(Person)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .outerjoin(WrappedKey, and_(WrappedKey.owner_kind == "person", WrappedKey.owner_id == Person.id))
        .where(
            Person.id == claims.person_id,
            Person.session_version == claims.session_version,
            Membership.household_id == claims.household_id,
            still_stands,
        )
    )


def _see(id_hash: bytes) -> datetime:
    """Write down that the session is in use, and when; of several requests at once one writes."""
    moment = now()
    with database.transaction(database.GLOBAL) as db:
        db.execute(
            update(SignInSession)
            .where(SignInSession.id_hash == id_hash, SignInSession.seen_at < moment - SEEN_EVERY)
            .values(seen_at=moment)
        )
    return moment


def _principal(found: Row[*tuple[Any, ...]], session_id: str, *, by_token: bool) -> Principal:
    return Principal(
        person_id=found.person_id,
        household_id=found.household_id,
        session_id=session_id,
        by_token=by_token,
        time_zone=found.time_zone,
        currency=found.currency,
        first_name=_first_name(found, found.person_id),
        email=found.email,
        role=found.role,
        is_looked_at=found.is_looked_at,
        stepped_up_at=found.stepped_up_at,
        is_verified=found.email_verified_at is not None,
    )


def _first_name(found: Row[*tuple[Any, ...]], person_id: UUID) -> str:
    if found.wrapped is None:
        return ""
    try:
        key = crypto.unwrapped("person", person_id, found.kid, found.wrapped)
        return key.open(found.first_name_sealed, table="people", column="first_name_sealed", row_id=person_id)
    except Unreadable:
        return ""  # a damaged name must not lock its owner out
