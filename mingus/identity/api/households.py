"""One's households, and invitations to others, for programs."""

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.policy import open_to
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.identity import invitation_attempts, service
from mingus.identity.schemas.households import (
    HouseholdChoice,
    HouseholdChoices,
    HouseholdDraft,
    InvitationToken,
    InvitedView,
    NewcomerByToken,
    Which,
)
from mingus.identity.visitors import visitor

households_door = APIBlueprint("identity_households", __name__, url_prefix="/api/households", tag="Household")
invitations_door = APIBlueprint("identity_invitations", __name__, url_prefix="/api/invitations", tag="Household")
HOLDERS = "whoever was sent the link: it is the key, with 256 random bits"


@households_door.get("")
@signed_in(action="own account")
@households_door.output(HouseholdChoices)
def index() -> HouseholdChoices:
    """The households you belong to, and your role in each."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return HouseholdChoices(items=service.households.of_person(db, who.person_id))


@households_door.post("")
@signed_in(action="own account")
@households_door.input(HouseholdDraft, location="json", arg_name="draft")
@households_door.output(HouseholdChoice, status_code=201)
def begin(draft: HouseholdDraft) -> HouseholdChoice:
    """Begin a further household of your own."""
    who, household_id = member(), new_id()
    with transaction(household_id) as db:
        service.households.begin(db, household_id, who.person_id, draft.name, who)
    return HouseholdChoice(id=household_id, name=draft.name, role="owner")


@households_door.post("/switch")
@signed_in(action="own account")
@households_door.input(Which, location="json", arg_name="which")
@households_door.output({}, status_code=204)
def switch(which: Which) -> ResponseReturnValue:
    """Go on in another household, under a new session. A token stays in the household it was made for."""
    who = security.principal()
    assert who is not None
    if who.by_token:
        raise Refused("A token belongs to one household. Sign in again to get one for the household you used last.")
    with transaction(which.household_id) as db:
        cookie = service.households.enter(db, which.household_id, who.person_id, who.session_id)
    answer = Response(status=204)
    security.set_cookie(answer, "session", cookie)
    return answer


@invitations_door.post("/look")
@open_to("anyone", HOLDERS)
@invitations_door.input(InvitationToken, location="json", arg_name="given")
@invitations_door.output(InvitedView)
def look(given: InvitationToken) -> InvitedView:
    """What an invitation says. It changes nothing."""
    return invitation_attempts.look(given.token)


@invitations_door.post("/accept")
@signed_in(action="own account")
@invitations_door.input(InvitationToken, location="json", arg_name="given")
@invitations_door.output(HouseholdChoice)
def accept(given: InvitationToken) -> HouseholdChoice:
    """Join with the account you are signed in with; its address must be the one that was invited."""
    who = security.principal()
    assert who is not None
    name = invitation_attempts.look(given.token).household_name
    return _choice(invitation_attempts.accept(who, given.token, visitor()), name)


@invitations_door.post("/join")
@open_to("anyone", HOLDERS, limit=invitation_attempts.ANSWER_LIMIT)
@invitations_door.input(NewcomerByToken, location="json", arg_name="newcomer")
@invitations_door.output(HouseholdChoice, status_code=201)
def join(newcomer: NewcomerByToken) -> HouseholdChoice:
    """Register and join at once. Sign in afterwards."""
    name = invitation_attempts.look(newcomer.token).household_name
    return _choice(invitation_attempts.join(newcomer, newcomer.token, visitor()), name)


@invitations_door.post("/decline")
@open_to("anyone", HOLDERS, limit=invitation_attempts.ANSWER_LIMIT)
@invitations_door.input(InvitationToken, location="json", arg_name="given")
@invitations_door.output({}, status_code=204)
def decline(given: InvitationToken) -> ResponseReturnValue:
    """Say no; the link dies."""
    invitation_attempts.decline(given.token, visitor())
    return Response(status=204)


def _choice(joined: Member, name: str) -> HouseholdChoice:
    return HouseholdChoice(id=joined.household_id, name=name, role=joined.role)
