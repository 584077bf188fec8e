"""Address and password, for programs: confirm, forget, reset, change. What a link in a mail holds is its `token`."""

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.policy import about_credentials, open_to
from mingus.core.security import signed_in
from mingus.core.step_up import stepped_up
from mingus.identity import credential_attempts as attempts
from mingus.identity.api.sign_in import tokens_view
from mingus.identity.asking import who
from mingus.identity.beginning import begin_family, begin_session
from mingus.identity.rules.links import Purpose
from mingus.identity.schemas import (
    Address,
    DoneView,
    EmailChange,
    LinkIn,
    NewPassword,
    PasswordChange,
    TokensView,
)
from mingus.identity.visitors import visitor

credentials_door = APIBlueprint("identity_credentials", __name__, url_prefix="/api/auth", tag="Sign-in")

BY_LINK = "the link of a mail says who it is"
OWN = "people change their own"


@credentials_door.post("/forgot-password")
@open_to("anyone", "whoever forgot the password cannot sign in", limit=attempts.FORGOT_LIMIT)
@credentials_door.input(Address, location="json", arg_name="given")
@credentials_door.output(DoneView, status_code=202)
def forgot(given: Address) -> DoneView:
    """Have a link mailed that resets the password. The answer is the same whether or not the address is known."""
    attempts.forgot(given.email, visitor())
    return DoneView(message="If somebody is with Mingus under this address, we have written to them.")


@credentials_door.post("/reset-password")
@open_to("anyone", BY_LINK, limit=attempts.LINK_LIMIT)
@credentials_door.input(NewPassword, location="json", arg_name="given")
@credentials_door.output(DoneView)
def reset(given: NewPassword) -> DoneView:
    """Choose a new password by the link of a mail. Everything that was signed in ends."""
    link = attempts.look(Purpose.RESET_PASSWORD, given.token, visitor())
    attempts.reset(link, given.token, given.password)
    return DoneView(message="The password is changed. Please sign in with it.")


@credentials_door.post("/verify-email")
@open_to("anyone", BY_LINK, limit=attempts.LINK_LIMIT)
@credentials_door.input(LinkIn, location="json", arg_name="given")
@credentials_door.output(DoneView)
def verify(given: LinkIn) -> DoneView:
    """Confirm an e-mail address by the link of a mail."""
    attempts.follow(Purpose.VERIFY_EMAIL, given.token, visitor())
    return DoneView(message="The e-mail address is confirmed.")


@credentials_door.post("/verify-email/again")
@open_to("signed in", OWN, limit=attempts.AGAIN_LIMIT)
@about_credentials
@signed_in(action="own account")
@credentials_door.output(DoneView, status_code=202)
def verify_again() -> DoneView:
    """Have the link that confirms your address mailed once more."""
    attempts.send_verification(who())
    return DoneView(message="We have written to you, unless your address is confirmed already.")


@credentials_door.post("/change-password")
@open_to("signed in", OWN, limit=attempts.PASSWORD_LIMIT)
@stepped_up
@credentials_door.input(PasswordChange, location="json", arg_name="given")
@credentials_door.output(TokensView)
def change_password(given: PasswordChange) -> TokensView | ResponseReturnValue:
    """Change your password. Everything that was signed in ends; you get new tokens, or a new session."""
    person = who()
    if person.by_token:
        return tokens_view(attempts.change_password(person, given, begin_family))
    response = Response(status=204)
    security.set_cookie(response, "session", attempts.change_password(person, given, begin_session))
    return response


@credentials_door.post("/change-email")
@open_to("signed in", OWN, limit=attempts.EMAIL_LIMIT)
@stepped_up
@credentials_door.input(EmailChange, location="json", arg_name="given")
@credentials_door.output(DoneView, status_code=202)
def change_email(given: EmailChange) -> DoneView:
    """Have a link mailed to a new address, which counts once the link was followed."""
    attempts.change_email(who(), given)
    return DoneView(message="We have written to the new address. It counts once you have followed the link there.")


@credentials_door.post("/change-email/confirm")
@open_to("anyone", BY_LINK, limit=attempts.LINK_LIMIT)
@credentials_door.input(LinkIn, location="json", arg_name="given")
@credentials_door.output(DoneView)
def confirm_email(given: LinkIn) -> DoneView:
    """Make the new address count, by the link of a mail."""
    attempts.follow(Purpose.CHANGE_EMAIL, given.token, visitor())
    return DoneView(message="The new e-mail address counts from now on.")


@credentials_door.post("/undo-email-change")
@open_to("anyone", BY_LINK, limit=attempts.LINK_LIMIT)
@credentials_door.input(LinkIn, location="json", arg_name="given")
@credentials_door.output(DoneView)
def undo_email_change(given: LinkIn) -> DoneView:
    """Take the old address back, by the link that was mailed to it. Everything that was signed in ends."""
    attempts.follow(Purpose.UNDO_EMAIL_CHANGE, given.token, visitor())
    return DoneView(message="The old e-mail address counts again. Please choose a new password.")
