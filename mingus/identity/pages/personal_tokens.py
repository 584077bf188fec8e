"""Personal tokens: the list, the form for a new one, and the one time it is shown."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.policy import about_credentials
from mingus.core.security import Principal, member, signed_in
from mingus.core.step_up import stepped_up
from mingus.core.web import field_errors
from mingus.identity.pages.door import door, kept
from mingus.identity.pages.security_page import section
from mingus.identity.schemas import TokenDraft
from mingus.identity.service import personal_tokens

SCOPE_WORDS: Final = {
    "read": "See everything you can see",
    "write": "Add and change things",
    "import": "Bring bank files in",
    "export": "Take everything along as a file",
}
DAYS: Final = ((30, "30 days"), (90, "90 days"), (365, "A year"))


@door.get("/settings/tokens")
@about_credentials
@signed_in(action="own account")
def tokens() -> ResponseReturnValue:
    """The tokens there are."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        found = personal_tokens.tokens_of(db, who)
    return render_template("identity/tokens.html", tokens=found, words=SCOPE_WORDS)


@door.get("/settings/tokens/new")
@stepped_up
def new_token() -> ResponseReturnValue:
    """The form for a new one."""
    return _form({"name": "", "days": "90"}, ["read"], {})


@door.post("/settings/tokens/new")
@stepped_up
def make_token() -> ResponseReturnValue:
    """Make it, and show it: this once."""
    who, chosen = member(), request.form.getlist("scopes")
    try:
        draft = TokenDraft.model_validate({**kept("name", "days"), "scopes": chosen})
        with transaction(who.household_id) as db:
            made = personal_tokens.create(db, who, draft)
    except ValidationError as error:
        return _form(kept("name", "days"), chosen, field_errors(error)), 422
    except Refused as refusal:
        return _form(kept("name", "days"), chosen, refusal.fields), 422
    return render_template("identity/token_made.html", made=made, words=SCOPE_WORDS)


@door.post("/settings/tokens/<uuid:token_id>/revoke")
@about_credentials
@signed_in(action="own account")
def revoke_token(token_id: UUID) -> ResponseReturnValue:
    """End a token."""
    who = member()
    with transaction(who.household_id) as db:
        personal_tokens.revoke(db, who, token_id)
    toasts.say("Token revoked.")
    return redirect(url_for("identity.tokens"), code=303)


def _form(form: dict[str, str], chosen: list[str], errors: dict[str, str]) -> str:
    return render_template(
        "identity/token_new.html", form=form, chosen=chosen, errors=errors, words=SCOPE_WORDS, days=DAYS
    )


@section("tokens", place=80)
def _link(_db: Session, _who: Principal) -> object:
    """The way to the tokens; the card says all there is."""
    return None
