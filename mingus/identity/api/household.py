"""The household and its people, for programs."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.core.step_up import stepped_up
from mingus.core.tenancy import Member
from mingus.identity import invitation_attempts, service
from mingus.identity.schemas.households import (
    HouseholdChanges,
    HouseholdView,
    InvitationDraft,
    InvitationList,
    RoleChange,
    SentView,
    Whom,
)

household_door = APIBlueprint("identity_household", __name__, url_prefix="/api/household", tag="Household")


@household_door.get("")
@signed_in(action="see household")
@household_door.output(HouseholdView)
def show() -> HouseholdView:
    """The household you act in, its members, what you may do there, and who is invited."""
    return _view(member())


@household_door.patch("")
@signed_in(action="change household")
@household_door.input(HouseholdChanges, location="json", arg_name="changes")
@household_door.output(HouseholdView)
def change(changes: HouseholdChanges) -> HouseholdView:
    """Change its name, time zone or base currency; what is left out stays."""
    who = member()
    with transaction(who.household_id) as db:
        service.households.change(db, who, changes)
    return _view(who)


@household_door.patch("/members/<uuid:person_id>")
@stepped_up(action="change roles")
@household_door.input(RoleChange, location="json", arg_name="change")
@household_door.output(HouseholdView)
def change_role(person_id: UUID, change: RoleChange) -> HouseholdView:
    """Make a partner a viewer, or the other way round."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.change_role(db, who, person_id, change.role)
    return _view(who)


@household_door.delete("/members/<uuid:person_id>")
@stepped_up(action="remove member")
@household_door.output({}, status_code=204)
def remove(person_id: UUID) -> ResponseReturnValue:
    """Remove somebody from the household; they are out at once."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.remove(db, who, person_id)
    return Response(status=204)


@household_door.get("/invitations")
@signed_in(action="invite")
@household_door.output(InvitationList)
def invitations() -> InvitationList:
    """The invitations that wait for an answer."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return InvitationList(items=service.invitations.pending(db, who))


@household_door.post("/invitations")
@stepped_up(action="invite")
@household_door.input(InvitationDraft, location="json", arg_name="draft")
@household_door.output(SentView, status_code=201)
def invite(draft: InvitationDraft) -> SentView:
    """Mail somebody a link to join. The answer is the same whether or not the address has an account."""
    return SentView(invitation_id=invitation_attempts.invite(member(), draft))


@household_door.post("/invitations/<uuid:invitation_id>/send-again")
@stepped_up(action="invite")
@household_door.output(SentView)
def send_again(invitation_id: UUID) -> SentView:
    """Mail a new link, good for seven days; the old one dies."""
    invitation_attempts.send_again(member(), invitation_id)
    return SentView(invitation_id=invitation_id)


@household_door.delete("/invitations/<uuid:invitation_id>")
@signed_in(action="invite")
@household_door.output({}, status_code=204)
def withdraw(invitation_id: UUID) -> ResponseReturnValue:
    """Let an invitation's link die."""
    who = member()
    with transaction(who.household_id) as db:
        service.invitations.withdraw(db, who, invitation_id)
    return Response(status=204)


@household_door.post("/ownership")
@stepped_up(action="transfer ownership")
@household_door.input(Whom, location="json", arg_name="whom")
@household_door.output(HouseholdView)
def offer_ownership(whom: Whom) -> HouseholdView:
    """Offer the household to another member, who has seven days to accept."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.offer_ownership(db, who, whom.person_id)
    return _view(who)


@household_door.delete("/ownership")
@signed_in(action="transfer ownership")
@household_door.output({}, status_code=204)
def withdraw_ownership() -> ResponseReturnValue:
    """Take the offer back."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.withdraw_ownership(db, who)
    return Response(status=204)


@household_door.post("/ownership/accept")
@stepped_up(action="see household")
@household_door.output({}, status_code=204)
def accept_ownership() -> ResponseReturnValue:
    """Take over the household that was offered to you."""
    return _answer_ownership(accepts=True)


@household_door.post("/ownership/decline")
@signed_in(action="see household")
@household_door.output({}, status_code=204)
def decline_ownership() -> ResponseReturnValue:
    """Leave the household with its owner."""
    return _answer_ownership(accepts=False)


@household_door.post("/leave")
@stepped_up(action="leave")
@household_door.output({}, status_code=204)
def leave() -> ResponseReturnValue:
    """Leave. What is private to you goes to the trash, and this token ends."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.leave(db, who)
    return Response(status=204)


def _answer_ownership(*, accepts: bool) -> ResponseReturnValue:
    who = member()
    with transaction(who.household_id) as db:
        service.members.answer_ownership(db, who, accepts=accepts)
    return Response(status=204)


def _view(who: Member) -> HouseholdView:
    with transaction(who.household_id, read_only=True) as db:
        return service.members.view(db, who)
