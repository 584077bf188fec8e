"""Confirming that it is still you, for programs."""

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.policy import about_credentials
from mingus.core.security import signed_in
from mingus.identity import factor_attempts
from mingus.identity.asking import site, who
from mingus.identity.schemas.second_factors import PasskeyOptionsView, Proof
from mingus.identity.service import factors

confirm_door = APIBlueprint("identity_confirm", __name__, url_prefix="/api/auth", tag="Sign-in")


@confirm_door.post("/confirm/options")
@about_credentials
@signed_in(action="own account")
@confirm_door.output(PasskeyOptionsView)
def options() -> PasskeyOptionsView:
    """What a browser needs to confirm with one of your passkeys."""
    person = who()
    with transaction(person.household_id) as db:
        bound_to = factor_attempts.binding_of(person)
        return PasskeyOptionsView(options=factors.passkeys.ask(db, "confirm", site(), bound_to, person.person_id))


@confirm_door.post("/confirm")
@about_credentials
@signed_in(action="own account")
@confirm_door.input(Proof, location="json", arg_name="proof")
@confirm_door.output({}, status_code=204)
def confirm(proof: Proof) -> ResponseReturnValue:
    """Prove once more that it is you: what answers `step_up_required` is open for five minutes.

    With the password; where you have a second factor, with that one. A browser gets a new session cookie; the tokens of
    a program stay as they are.
    """
    cookie = factor_attempts.confirm(who(), proof, site())
    response = Response(status=204)
    if cookie:
        security.set_cookie(response, "session", cookie)
    return response
