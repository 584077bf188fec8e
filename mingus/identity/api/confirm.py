"""Confirming that it is still you, for programs."""

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.errors import Unauthorized
from mingus.core.security import Principal, signed_in
from mingus.identity import factor_attempts
from mingus.identity.schemas import Proof

confirm_door = APIBlueprint("identity_confirm", __name__, url_prefix="/api/auth", tag="Sign-in")


@confirm_door.post("/confirm")
@signed_in
@confirm_door.input(Proof, location="json", arg_name="proof")
@confirm_door.output({}, status_code=204)
def confirm(proof: Proof) -> ResponseReturnValue:
    """Prove once more that it is you: what answers `step_up_required` is open for five minutes.

    A browser gets a new session cookie; the tokens of a program stay as they are.
    """
    cookie = factor_attempts.confirm(_who(), proof)
    response = Response(status=204)
    if cookie:
        security.set_cookie(response, "session", cookie)
    return response


def _who() -> Principal:
    who = security.principal()
    if who is None:
        raise Unauthorized("Please sign in first.")
    return who
