"""Proving who one is beyond the first password: every try is counted before it is looked at, in PostgreSQL.

What is counted is the step, never the account: whoever guesses codes locks the guessing, and no sign-in by other means.
"""

from datetime import timedelta
from typing import Final

from mingus.core import events, factor_events, limits, security_events
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused, TooManyRequests
from mingus.core.security import Principal
from mingus.identity import passwords, service
from mingus.identity.schemas import Proof

TRIES: Final = 5
WINDOW: Final = timedelta(minutes=15)
CONFIRM_LIMIT: Final = f"{TRIES} in 15 minutes for a person"
NOT_YOURS: Final = "This is not your password."


def confirm(who: Principal, proof: Proof) -> str | None:
    """Confirm that it is `who`: for a browser, its new cookie. Raises Refused naming the field, TooManyRequests."""
    lock = f"confirm|{who.person_id}"
    _count(lock)
    with transaction(who.household_id, read_only=True) as db:
        stored = service.password_hash_of(db, who.person_id)
    if proof.password is None or not passwords.is_right(proof.password.get_secret_value(), stored):
        with transaction(who.household_id) as db:
            events.record(db, factor_events.StepUpFailed(who.household_id, who.person_id, "password"))
        raise Refused(NOT_YOURS, fields={"password": NOT_YOURS})
    with transaction(who.household_id) as db:
        limits.clear(db, lock)
        return service.step_up(db, who, "password")


def _count(lock: str) -> None:
    """Count this try in a transaction of its own: what fails later does not give it back."""
    try:
        with transaction(GLOBAL) as db:
            limits.count(db, lock, at_most=TRIES, within=WINDOW)
    except TooManyRequests:
        security_events.emit("authn_login_lock")
        raise
