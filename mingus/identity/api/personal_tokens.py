"""Personal tokens, for programs in which their owner has signed in. A personal token itself can't get here."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core.db import transaction
from mingus.core.policy import about_credentials
from mingus.core.security import member, signed_in
from mingus.core.step_up import stepped_up
from mingus.identity.schemas import MadeToken, PersonalTokensView, TokenDraft
from mingus.identity.service import personal_tokens

tokens_door = APIBlueprint("identity_tokens", __name__, url_prefix="/api/user/tokens", tag="Personal tokens")


@tokens_door.get("")
@about_credentials
@signed_in(action="own account")
@tokens_door.output(PersonalTokensView)
def index() -> PersonalTokensView:
    """Your tokens: what each may do, and when it was last used. None is shown again."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return PersonalTokensView(items=personal_tokens.tokens_of(db, who))


@tokens_door.post("")
@stepped_up
@tokens_door.input(TokenDraft, location="json", arg_name="draft")
@tokens_door.output(MadeToken, status_code=201)
def create(draft: TokenDraft) -> Any:
    """Make a token. This answer is the only one that ever shows it."""
    who = member()
    with transaction(who.household_id) as db:
        return personal_tokens.create(db, who, draft)


@tokens_door.delete("/<uuid:token_id>")
@about_credentials
@signed_in(action="own account")
@tokens_door.output({}, status_code=204)
def revoke(token_id: UUID) -> ResponseReturnValue:
    """End a token."""
    who = member()
    with transaction(who.household_id) as db:
        personal_tokens.revoke(db, who, token_id)
    return Response(status=204)
