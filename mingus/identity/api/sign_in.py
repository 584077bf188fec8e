"""Register, sign in, renew, sign out, for programs. They get tokens in the answer, never a cookie."""

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.errors import Unauthorized
from mingus.core.policy import about_credentials, open_to
from mingus.core.security import signed_in
from mingus.identity import attempts, service, tokens
from mingus.identity.beginning import begin_family
from mingus.identity.schemas import (
    CheckView,
    Credentials,
    CsrfView,
    Pending,
    RefreshIn,
    RegisteredView,
    Registration,
    TokensView,
)
from mingus.identity.service import Renewed
from mingus.identity.visitors import visitor


class SecondFactorRequired(Unauthorized):
    """The password was right, and is not enough: the second step takes the token."""

    code = "second_factor_required"

    def __init__(self, pending: Pending) -> None:
        super().__init__("Show a second factor to finish signing in.")
        self.more = {"pending_token": pending.token}


sign_in_door = APIBlueprint("identity_api", __name__, url_prefix="/api/auth", tag="Sign-in")
csrf_door = APIBlueprint("identity_csrf", __name__, url_prefix="/api/csrf", tag="Sign-in")


@sign_in_door.post("/register")
@open_to("anyone", "people join here", limit=attempts.REGISTER_LIMIT)
@sign_in_door.input(Registration, location="json", arg_name="registration")
@sign_in_door.output(RegisteredView, status_code=201)
def register(registration: Registration) -> RegisteredView:
    """Register. The answer is the same whether or not the address was known; sign in to find out."""
    attempts.register(registration, visitor())
    return RegisteredView()


@sign_in_door.post("/login")
@open_to("anyone", "programs sign in here", limit=attempts.LOG_IN_LIMIT)
@sign_in_door.input(Credentials, location="json", arg_name="credentials")
@sign_in_door.output(TokensView)
def log_in(credentials: Credentials) -> TokensView:
    """Sign in with e-mail address and password: an access token for ten minutes and a refresh token for thirty days.

    Where a second factor stands, 401 with code `second_factor_required` and a `pending_token` for the second step.
    """
    begun = attempts.log_in(credentials, visitor(), begin_family)
    if isinstance(begun, Pending):
        raise SecondFactorRequired(begun)
    return tokens_view(begun)


@sign_in_door.post("/refresh")
@open_to("anyone", "the refresh token says who it is", limit=attempts.REFRESH_LIMIT)
@sign_in_door.input(RefreshIn, location="json", arg_name="given")
@sign_in_door.output(TokensView)
def refresh(given: RefreshIn) -> TokensView:
    """Exchange a refresh token, once, for the next pair. One used twice ends the whole sign-in."""
    return tokens_view(attempts.renew(given.refresh_token, visitor()))


@sign_in_door.post("/logout")
@about_credentials
@signed_in(action="own account")
@sign_in_door.output({}, status_code=204)
def log_out() -> ResponseReturnValue:
    """End this sign-in: its access tokens and refresh tokens, or its session, stop working at once."""
    who = security.principal()
    assert who is not None
    attempts.log_out(who)
    response = Response(status=204)
    if not who.by_token:
        security.clear_cookie(response, "session")
    return response


@sign_in_door.post("/logout-all")
@about_credentials
@signed_in(action="own account")
@sign_in_door.output({}, status_code=204)
def log_out_everywhere() -> ResponseReturnValue:
    """End every session and every token of this person."""
    who = security.member()
    with transaction(who.household_id) as db:
        service.sign_out_everywhere(db, who.household_id, who.person_id)
    return Response(status=204)


@sign_in_door.get("/check-auth")
@signed_in(action="own account")
@sign_in_door.output(CheckView)
def check_auth() -> CheckView:
    """Who is signed in; 401 when nobody is."""
    return CheckView(user_id=security.member().person_id)


@csrf_door.get("/token")
@open_to("anyone", "visitors need a token to sign in")
@csrf_door.output(CsrfView)
def csrf_token() -> CsrfView:
    """A token for the next write from a browser; visitors get one too."""
    return CsrfView(csrf_token=security.csrf_token())


def tokens_view(renewed: Renewed | None) -> TokensView:
    """A pair of tokens as the API answers it. Raises Unauthorized where there is none."""
    if renewed is None:
        raise Unauthorized("This refresh token is not good any more. Please sign in again.")
    claims = tokens.Claims(renewed.person_id, renewed.household_id, renewed.family_id, renewed.session_version)
    return TokensView(
        access_token=tokens.issue(security.settings(), claims),
        refresh_token=renewed.token,
        user_id=renewed.person_id,
        expires_in=int(tokens.LIFE.total_seconds()),
    )
