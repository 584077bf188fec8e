"""The second step of signing in, and signing in by a passkey alone, for programs and the scripts of our pages."""

from apiflask import APIBlueprint

from mingus.core import security
from mingus.core.db import GLOBAL, transaction
from mingus.core.policy import open_to
from mingus.identity import factor_attempts
from mingus.identity.api.sign_in import tokens_view
from mingus.identity.asking import PENDING, cookie, site
from mingus.identity.beginning import begin_family
from mingus.identity.schemas import TokensView
from mingus.identity.schemas.second_factors import PasskeyAnswer, PasskeyOptionsView, PendingIn, SecondStep
from mingus.identity.service import factors
from mingus.identity.visitors import visitor

second_door = APIBlueprint("identity_second", __name__, url_prefix="/api/auth/login", tag="Sign-in")


@second_door.post("/second")
@open_to("anyone", "the pending token says whose second step this is", limit=factor_attempts.LIMIT)
@second_door.input(SecondStep, location="json", arg_name="step")
@second_door.output(TokensView)
def second(step: SecondStep) -> TokensView:
    """Finish signing in: six digits or a recovery code as `code`, or a passkey's answer as `credential`."""
    return tokens_view(factor_attempts.finish(step.pending_token, step, site(), begin_family))


@second_door.post("/second/options")
@open_to("anyone", "the pending token says whose passkeys are asked", limit=factor_attempts.PASSKEY_LIMIT)
@second_door.input(PendingIn, location="json", arg_name="given")
@second_door.output(PasskeyOptionsView)
def second_options(given: PendingIn) -> PasskeyOptionsView:
    """What a browser needs to show one of your passkeys as the second factor."""
    token = given.pending_token or cookie(PENDING)
    known = factor_attempts.waiting(token)
    factor_attempts.count_passkey(visitor())
    with transaction(GLOBAL) as db:
        bound_to = factor_attempts.binding_of_pending(token)
        return PasskeyOptionsView(options=factors.passkeys.ask(db, "second", site(), bound_to, known.person_id))


@second_door.post("/passkey/options")
@open_to("anyone", "people sign in here", limit=factor_attempts.PASSKEY_LIMIT)
@second_door.output(PasskeyOptionsView)
def passkey_options() -> PasskeyOptionsView:
    """What a browser needs to sign in with a passkey and nothing else. Keep the cookie that comes along."""
    factor_attempts.count_passkey(visitor())
    with transaction(GLOBAL) as db:
        return PasskeyOptionsView(options=factors.passkeys.ask(db, "sign_in", site(), security.browser_binding()))


@second_door.post("/passkey")
@open_to("anyone", "the passkey says who it is", limit=factor_attempts.PASSKEY_LIMIT)
@second_door.input(PasskeyAnswer, location="json", arg_name="answer")
@second_door.output(TokensView)
def by_passkey(answer: PasskeyAnswer) -> TokensView:
    """Sign in with a passkey alone; its device must have checked its owner."""
    bound_to = security.browser_binding()
    begun = factor_attempts.log_in_by_passkey(answer.credential, visitor(), site(), bound_to, begin_family)
    return tokens_view(begun)
