"""The page of the household: its people, invitations, handing it over, leaving, and one's other households.

Everybody may look. Who belongs here is changed by whoever has confirmed lately: until then the page asks for that in
the place of its forms, so that nobody fills one in for nothing.
"""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.permissions import GIVEN_BY_INVITATION, ROLE_MEANINGS, ROLE_NAMES
from mingus.core.policy import about_credentials
from mingus.core.security import member, signed_in, whoever
from mingus.core.step_up import is_recent, stepped_up
from mingus.core.web import field_errors
from mingus.identity import invitation_attempts, service
from mingus.identity.pages.door import door, kept, read_form
from mingus.identity.schemas.households import HouseholdDraft, InvitationDraft, RoleChange, Which, Whom


@door.get("/settings/household")
@about_credentials
@signed_in(action="see household")
def household() -> ResponseReturnValue:
    """Everything about the household that this member may see."""
    return _page({}, {})


@door.post("/settings/household/invitations")
@stepped_up(action="invite")
def invite() -> ResponseReturnValue:
    """Invite somebody. What it says afterwards is the same for every address."""
    try:
        draft = read_form(InvitationDraft)
        invitation_attempts.invite(member(), draft)
    except ValidationError as error:
        return _page(kept("email", "role"), field_errors(error)), 422
    except Refused as refusal:
        return _page(kept("email", "role"), refusal.fields), 422
    return _done(f"Invitation sent to {draft.email}.")


@door.post("/settings/household/invitations/<uuid:invitation_id>/send-again")
@stepped_up(action="invite")
def send_again(invitation_id: UUID) -> ResponseReturnValue:
    """Mail a new link; the old one is good no more."""
    invitation_attempts.send_again(member(), invitation_id)
    return _done("Invitation sent again. The link of the mail before is good no more.")


@door.post("/settings/household/invitations/<uuid:invitation_id>/withdraw")
@signed_in(action="invite")
def withdraw(invitation_id: UUID) -> ResponseReturnValue:
    """Let the link die."""
    who = member()
    with transaction(who.household_id) as db:
        service.invitations.withdraw(db, who, invitation_id)
    return _done("Invitation withdrawn. Its link is good no more.")


@door.post("/settings/household/members/<uuid:person_id>/role")
@stepped_up(action="change roles")
def change_role(person_id: UUID) -> ResponseReturnValue:
    """Make a partner a viewer, or the other way round."""
    who = member()
    role = read_form(RoleChange).role
    with transaction(who.household_id) as db:
        service.members.change_role(db, who, person_id, role)
    return _done("Role changed. They sign in again before they go on.")


@door.post("/settings/household/members/<uuid:person_id>/remove")
@stepped_up(action="remove member")
def remove(person_id: UUID) -> ResponseReturnValue:
    """Remove somebody; they are out at once."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.remove(db, who, person_id)
    return _done("Removed. They can’t see this household any more.")


@door.post("/settings/household/ownership")
@stepped_up(action="transfer ownership")
def offer_ownership() -> ResponseReturnValue:
    """Offer the household to another member, who has a week to accept."""
    who = member()
    person_id = read_form(Whom).person_id
    with transaction(who.household_id) as db:
        service.members.offer_ownership(db, who, person_id)
    return _done("Offered. The household is theirs once they accept, on this page.")


@door.post("/settings/household/ownership/withdraw")
@signed_in(action="transfer ownership")
def withdraw_ownership() -> ResponseReturnValue:
    """Take the offer back."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.withdraw_ownership(db, who)
    return _done("You keep the household.")


@door.post("/settings/household/ownership/accept")
@stepped_up(action="see household")
def accept_ownership() -> ResponseReturnValue:
    """Take over the household that was offered."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.answer_ownership(db, who, accepts=True)
    return _done("This household is yours now.")


@door.post("/settings/household/ownership/decline")
@signed_in(action="see household")
def decline_ownership() -> ResponseReturnValue:
    """Leave the household with its owner."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.answer_ownership(db, who, accepts=False)
    return _done("Declined. Nothing changed.")


@door.post("/settings/household/leave")
@stepped_up(action="leave")
def leave() -> ResponseReturnValue:
    """Leave, and go on in another household of one's own."""
    who = member()
    with transaction(who.household_id) as db:
        service.members.leave(db, who)
    toasts.say("You have left the household. Sign in to go on in your own.")
    answer = redirect(url_for("identity.sign_in"), code=303)
    security.clear_cookie(answer, "session")
    return answer


@door.post("/settings/household/switch")
@signed_in(action="own account")
def switch() -> ResponseReturnValue:
    """Go on in another of one's households, under a new session."""
    return _enter(read_form(Which).household_id)


@door.post("/settings/household/new")
@signed_in(action="own account")
def begin_another() -> ResponseReturnValue:
    """Begin a further household, and go on there."""
    try:
        draft = read_form(HouseholdDraft)
    except ValidationError as error:
        return _page(kept("name"), field_errors(error)), 422
    who, household_id = member(), new_id()
    with transaction(household_id) as db:
        service.households.begin(db, household_id, who.person_id, draft.name, who)
    return _enter(household_id)


def _enter(household_id: UUID) -> ResponseReturnValue:
    principal = security.principal()
    assert principal is not None
    with transaction(household_id) as db:
        cookie = service.households.enter(db, household_id, principal.person_id, principal.session_id)
    answer = redirect("/", code=303)
    security.set_cookie(answer, "session", cookie)
    return answer


def _done(sentence: str) -> ResponseReturnValue:
    toasts.say(sentence)
    return redirect(url_for("identity.household"), code=303)


def _page(form: dict[str, str], errors: dict[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        view = service.members.view(db, who)
        mine = service.households.of_person(db, who.person_id)
    return render_template(
        "identity/household.html",
        view=view,
        mine=mine,
        form=form,
        errors=errors,
        is_confirmed=is_recent(whoever().stepped_up_at),
        role_names=ROLE_NAMES,
        role_choices=[(role, f"{ROLE_NAMES[role]}: {ROLE_MEANINGS[role]}") for role in GIVEN_BY_INVITATION],
    )
