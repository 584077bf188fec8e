"""Proving who one is beyond the first password: every try is counted before it is looked at, in PostgreSQL.

What is counted is the step, never the account: whoever guesses codes locks the guessing of codes, and neither passkeys
nor recovery codes. A passkey's answer can't be guessed, and is counted by network only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import events, factor_events, limits, security_events
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused, TooManyRequests, Unauthorized
from mingus.core.security import Principal
from mingus.identity import passwords, service
from mingus.identity.rules import one_time_codes
from mingus.identity.rules.sites import Site
from mingus.identity.schemas import Known, Visitor
from mingus.identity.schemas.second_factors import Evidence, Proof, Said
from mingus.identity.service import factors
from mingus.identity.service.factors.challenges import Purpose

Kind = Literal["password", "app", "recovery", "passkey"]
Begun = TypeVar("Begun")

TRIES: Final = 5
TRIES_PER_NETWORK: Final = 100
WINDOW: Final = timedelta(minutes=15)
LIMIT: Final = f"{TRIES} in 15 minutes for a person and a kind of proof"
PASSKEY_LIMIT: Final = f"{TRIES_PER_NETWORK} in 15 minutes from a network"
WRONG: Final[dict[Kind, tuple[str, str]]] = {
    "password": ("password", "This is not your password."),
    "app": ("code", "This code is not right, or was used already. Type the digits your app shows now."),
    "recovery": ("code", "This recovery code is not right, or was used already."),
    "passkey": ("credential", "This passkey did not work here. Try again, or use another way."),
}
FACTOR_FIRST: Final = "Confirm with your second factor: beside it, the password says too little."
NO_FACTOR: Final = "Confirm with your password: there is no second factor."
NOTHING: Final = "Type the code, or use a passkey."
TOO_LATE: Final = "This sign-in took too long. Please begin again."
NO_SUCH_PASSKEY: Final = "This passkey is not known here. Sign in with your password instead."


@dataclass(frozen=True)
class Asked:
    """Who is to prove that it is them, where, and for what."""

    household_id: UUID
    person_id: UUID
    purpose: Purpose
    bound_to: str
    site: Site


def confirm(who: Principal, proof: Proof, site: Site) -> str | None:
    """Confirm that it is `who`: for a browser, its new cookie. Raises Refused naming the field, TooManyRequests."""
    with transaction(who.household_id, read_only=True) as db:
        has_factor = factors.has_second_factor(db, who.person_id)
        stored = service.password_hash_of(db, who.person_id)
    kind = _kind_to_confirm(proof, has_factor=has_factor)
    lock = _counted(kind, who.person_id)
    knows_password = kind == "password" and passwords.is_right(proof.typed, stored)
    asked = Asked(who.household_id, who.person_id, "confirm", binding_of(who), site)
    with transaction(who.household_id) as db:
        if knows_password or _is_true(db, asked, kind, proof):
            limits.clear(db, lock)
            return service.step_up(db, who, kind)
        events.record(db, factor_events.StepUpFailed(who.household_id, who.person_id, kind))
    raise _wrong(kind)


def finish(token: str, evidence: Evidence, site: Site, begin: Callable[[Session, Known], Begun]) -> Begun:
    """What `begin` makes for the person who gave the right password and now the right second factor.

    Raises Unauthorized when the first step is too long ago, Refused naming the field, TooManyRequests.
    """
    known, kind = waiting(token), _kind_of(evidence)
    lock = _counted(kind, known.person_id)
    asked = Asked(known.household_id, known.person_id, "second", binding_of_pending(token), site)
    with transaction(known.household_id) as db:
        if _is_true(db, asked, kind, evidence):
            if not factors.pending.finish(db, token):
                raise Unauthorized(TOO_LATE)
            limits.clear(db, lock)
            return begin(db, known)
        events.record(db, factor_events.SecondFactorFailed(known.household_id, None, known.person_id, kind))
    raise _wrong(kind)


def log_in_by_passkey(
    said: Said, visitor: Visitor, site: Site, bound_to: str, begin: Callable[[Session, Known], Begun]
) -> Begun:
    """What `begin` makes for whoever's passkey this is. Raises Unauthorized, TooManyRequests."""
    count_passkey(visitor)
    with transaction(GLOBAL) as db:
        person_id = factors.passkeys.owner_of(db, "sign_in", said, site, bound_to)
    known = service.find_by_id(person_id) if person_id else None
    if known is None:
        with transaction(GLOBAL) as db:
            events.record(db, events.SignInFailed(GLOBAL, None, "passkey"))
        raise Unauthorized(NO_SUCH_PASSKEY)
    with transaction(known.household_id) as db:
        return begin(db, known)


def count_passkey(visitor: Visitor) -> None:
    """Count a visitor who asks for a passkey's question, or answers one. Raises TooManyRequests."""
    with transaction(GLOBAL) as db:
        limits.count(db, f"passkey|{visitor.network}", at_most=2 * TRIES_PER_NETWORK, within=WINDOW)


def waiting(token: str) -> Known:
    """Who gave the right password and is at the second step. Raises Unauthorized when that is too long ago."""
    known = factors.pending.whose(token) if token else None
    if known is None:
        raise Unauthorized(TOO_LATE)
    return known


def binding_of(who: Principal) -> str:
    """What a passkey's question is bound to when somebody signed in is asked."""
    return f"sign-in|{who.session_id}"


def binding_of_pending(token: str) -> str:
    """The same at the second step."""
    return f"pending|{token}"


def _kind_to_confirm(proof: Proof, *, has_factor: bool) -> Kind:
    """Whoever has a second factor shows that one. Raises Refused for the other."""
    if proof.password is None and not has_factor:
        raise Refused(NO_FACTOR, fields={"password": NO_FACTOR})
    if proof.password is not None and has_factor:
        raise Refused(FACTOR_FIRST, fields={"password": FACTOR_FIRST})
    return _kind_of(proof) if has_factor else "password"


def _kind_of(evidence: Evidence) -> Kind:
    if evidence.credential is not None:
        return "passkey"
    if evidence.code is None:
        raise Refused(NOTHING, fields={"code": NOTHING})
    return "app" if one_time_codes.is_app_code(evidence.code) else "recovery"


def _is_true(db: Session, asked: Asked, kind: Kind, evidence: Evidence) -> bool:
    """Whether what was shown is right, and shown for the first time: it is spent with this transaction."""
    code = evidence.code or ""
    if kind == "app":
        return factors.apps.spend(db, asked.person_id, code)
    if kind == "recovery":
        return factors.recovery.spend(db, asked, code)
    if evidence.credential is None:
        return False
    owner = factors.passkeys.owner_of(db, asked.purpose, evidence.credential, asked.site, asked.bound_to)
    return owner == asked.person_id


def _counted(kind: Kind, person_id: UUID) -> str:
    """The name under which this try was counted, in a transaction of its own: what fails later does not undo it."""
    lock = f"proof|{kind}|{person_id}"
    if kind == "passkey":
        return lock
    try:
        with transaction(GLOBAL) as db:
            limits.count(db, lock, at_most=TRIES, within=WINDOW)
    except TooManyRequests:
        security_events.emit("authn_login_lock")
        raise
    return lock


def _wrong(kind: Kind) -> Refused:
    field, words = WRONG[kind]
    return Refused(words, fields={field: words})
