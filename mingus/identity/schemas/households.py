"""What comes in and goes out about households: who belongs to them, who is invited."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from mingus.core.fields import Currency, Incoming, Name, Outgoing
from mingus.identity.schemas import Accepted, Email, Stripped, TimeZone, Typed, WithPassword


class InvitationDraft(Incoming):
    """Whom to invite, and as what."""

    email: Email
    role: Literal["partner", "viewer"] = "partner"


class InvitationToken(Incoming):
    """The secret of the link that was mailed."""

    token: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class Newcomer(WithPassword):
    """Somebody new who accepts an invitation; their address is the one that was invited."""

    password: Typed
    first_name: Annotated[Name, Stripped]
    last_name: Annotated[Name, Stripped]
    terms_accepted: Accepted
    time_zone: TimeZone = "America/New_York"
    currency: Currency = "USD"


class NewcomerByToken(Newcomer, InvitationToken):
    """The same, for programs."""


class RoleChange(Incoming):
    role: Literal["partner", "viewer"]


class Whom(Incoming):
    """A member of the household."""

    person_id: UUID


class Which(Incoming):
    """A household of one's own."""

    household_id: UUID


class HouseholdDraft(Incoming):
    """A further household."""

    name: Name


class HouseholdChanges(Incoming):
    """What to change; what is left out stays."""

    name: Name | None = None
    time_zone: TimeZone | None = None
    currency: Currency | None = None


class HouseholdChoice(Outgoing):
    """A household somebody belongs to."""

    id: UUID
    name: str
    role: str


class HouseholdChoices(Outgoing):
    items: list[HouseholdChoice]


class MemberView(Outgoing):
    """Somebody of the household. `email` is shown to the owner, and to oneself."""

    person_id: UUID
    name: str
    email: str | None
    role: str
    is_you: bool
    joined_at: datetime
    ownership_offered: bool


class InvitationView(Outgoing):
    """An invitation that waits for its answer."""

    id: UUID
    email: str
    role: str
    sent_at: datetime
    expires_at: datetime
    is_expired: bool


class InvitationList(Outgoing):
    items: list[InvitationView]


class HouseholdView(Outgoing):
    """The household one is in. `invitations` are there for whoever may invite."""

    id: UUID
    name: str
    time_zone: str
    currency: str
    role: str
    may: list[str]
    members: list[MemberView]
    invitations: list[InvitationView]


class InvitedView(Outgoing):
    """What an invitation says to whoever holds its link."""

    household_name: str
    invited_by: str
    email: str
    role: str
    expires_at: datetime
    household_id: UUID


class SentView(Outgoing):
    """The same for every address, whether or not somebody has an account with it."""

    status: Literal["sent"] = "sent"
    invitation_id: UUID
