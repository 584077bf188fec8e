"""Invitations: by e-mail, for seven days, answered once. Nothing tells the inviter who has an account here."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import events, household_events, settings
from mingus.core.clock import now
from mingus.core.db import look_up, read
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.permissions import Action, require
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Invitation, Membership, Person
from mingus.identity.rules import email_key
from mingus.identity.schemas.households import InvitationDraft, InvitationView, InvitedView
from mingus.identity.service import credentials, invitation_mail, names

LIFE: Final = timedelta(days=7)
TOKEN_BYTES: Final = 32
MOST_MEMBERS: Final = 6  # with those invited
OVER: Final = "This invitation is not good any more. Ask whoever invited you to send it again."


def invite(db: Session, member: Member, draft: InvitationDraft) -> UUID:
    """Mail somebody a link to join. An address that was invited already gets a new link, and the old one dies.

    Raises Forbidden; Refused for a member's address, when the household is full, and until the inviter's own address
    is known to be theirs: else whoever joins with somebody's address could sit in that one's household beforehand.
    """
    hold(db, member, "invite")
    if not credentials.is_verified(db, member.person_id):
        raise Refused(credentials.UNVERIFIED, fields={"email": credentials.UNVERIFIED})
    key = email_key(draft.email)
    _refuse_members(db, member, key)
    open_one = db.scalar(select(Invitation.id).where(*_open(member), Invitation.email_key == key))
    if open_one is not None:
        db.execute(update(Invitation).where(Invitation.id == open_one).values(role=draft.role, email=draft.email))
        return _send(db, member, open_one, "sent again")
    _refuse_when_full(db, member)
    moment, invitation_id = now(), new_id()
    row = {"id": invitation_id, "household_id": member.household_id, "email": draft.email, "email_key": key}
    times = {"created_at": moment, "sent_at": moment, "expires_at": moment + LIFE}
    whose = {"role": draft.role, "invited_by": member.person_id, "token_hash": secrets.token_bytes(TOKEN_BYTES)}
    db.execute(insert(Invitation).values(**row, **times, **whose))
    return _send(db, member, invitation_id, "sent")


def send_again(db: Session, member: Member, invitation_id: UUID) -> None:
    """Mail a new link, good for another seven days; the old one dies. Raises Forbidden, NotFound."""
    hold(db, member, "invite")
    _send(db, member, invitation_id, "sent again")


def withdraw(db: Session, member: Member, invitation_id: UUID) -> None:
    """Let the link die. Raises Forbidden, NotFound."""
    hold(db, member, "invite")
    ended = update(Invitation).where(*_open(member), Invitation.id == invitation_id)
    if db.scalar(ended.values(ended_at=now(), outcome="withdrawn").returning(Invitation.id)) is None:
        raise NotFound("There is no such invitation.")
    _tell(db, member.household_id, member.person_id, invitation_id, "withdrawn")


def pending(db: Session, member: Member) -> list[InvitationView]:
    """The household's invitations that wait for an answer, newest first; nothing for those who may not invite."""
    columns = (Invitation.id, Invitation.email, Invitation.role, Invitation.sent_at, Invitation.expires_at)
    rows = read(db, select(*columns).where(*_open(member)).order_by(Invitation.created_at.desc(), Invitation.id))
    return [InvitationView(**row._asdict(), is_expired=row.expires_at <= now()) for row in rows]


def household_of_token(token: str) -> UUID:
    """The household this link leads to. Raises NotFound when the link is not good (any more)."""
    found = look_up(select(Invitation.household_id).where(*_good(token)))
    if found is None:
        raise NotFound(OVER)
    return found[0]


def look(db: Session, token: str) -> InvitedView:
    """What the invitation says. Raises NotFound when its link is not good (any more)."""
    found = db.execute(
        select(Invitation, Household.name, Person.first_name_sealed)
        .join(Household, Household.id == Invitation.household_id)
        .join(Person, Person.id == Invitation.invited_by)
        .where(*_good(token))
    ).one_or_none()
    if found is None:
        raise NotFound(OVER)
    invitation = found.Invitation
    return InvitedView(
        household_name=found.name,
        invited_by=names.opened(db, invitation.invited_by, "first_name_sealed", found.first_name_sealed),
        email=invitation.email,
        role=invitation.role,
        expires_at=invitation.expires_at,
        household_id=invitation.household_id,
    )


def accept(db: Session, token: str, person_id: UUID, key: str) -> Member:
    """Make this person, whose address has this key, a member. Their other households stay as they are.

    Whoever holds the link reads that address's mail, so the address counts as confirmed from here on. Open the
    transaction for the household. Raises NotFound, Refused for another address or a member.
    """
    invitation = _taken(db, token)
    if invitation.email_key != key:
        raise Refused("This invitation was sent to another address. Sign in with that one to accept it.")
    role, household_id, moment = invitation.role, invitation.household_id, now()
    if db.scalar(select(Membership.role).where(*_of(household_id, person_id))):
        raise Refused("You belong to this household already.")
    whose = {"household_id": household_id, "person_id": person_id, "role": role}
    db.execute(insert(Membership).values(**whose, created_at=moment, used_at=moment))
    verified = func.coalesce(Person.email_verified_at, moment)
    db.execute(update(Person).where(Person.id == person_id).values(email_verified_at=verified))
    _end(db, invitation, person_id, "accepted")
    events.record(db, household_events.MembershipChanged(household_id, person_id, person_id, f"joined as {role}"))
    place = db.execute(select(Household.time_zone, Household.currency).where(Household.id == household_id)).one()
    return Member(household_id, person_id, place.time_zone, place.currency, role)


def decline(db: Session, token: str) -> None:
    """Say no; the link dies. Raises NotFound."""
    _end(db, _taken(db, token), None, "declined")


def hold(db: Session, member: Member, action: Action) -> None:
    """Let nobody else change who belongs to this household until commit. Raises Forbidden unless `member` may do this.

    By the role they have by now: the request may have begun before they handed the household over, or were removed.
    """
    lock_household(db, member.household_id)
    require(db.scalar(select(Membership.role).where(*_of(member.household_id, member.person_id))) or "", action)


def lock_household(db: Session, household_id: UUID) -> None:
    """Let nobody else change who belongs to this household until commit."""
    db.execute(select(Household.id).where(Household.id == household_id).with_for_update())


def _send(db: Session, member: Member, invitation_id: UUID, change: str) -> UUID:
    token, moment = secrets.token_urlsafe(TOKEN_BYTES), now()
    fresh = {"token_hash": _hash(token), "sent_at": moment, "expires_at": moment + LIFE}
    chosen = update(Invitation).where(*_open(member), Invitation.id == invitation_id).values(**fresh)
    if db.scalar(chosen.returning(Invitation.id)) is None:
        raise NotFound("There is no such invitation.")
    _tell(db, member.household_id, member.person_id, invitation_id, change)
    invitation_mail.send(db, look(db, token), settings.link(f"/invitation/{token}"), LIFE)
    return invitation_id


def _taken(db: Session, token: str) -> Row[*tuple[Any, ...]]:
    """The invitation, held: of two who answer at once, one waits, and finds it over."""
    household_id = db.scalar(select(Invitation.household_id).where(*_good(token)))
    if household_id is not None:
        lock_household(db, household_id)
    columns = (Invitation.id, Invitation.household_id, Invitation.email_key, Invitation.role)
    found = db.execute(select(*columns).where(*_good(token)).with_for_update()).one_or_none()
    if found is None:
        raise NotFound(OVER)
    return found


def _end(db: Session, invitation: Row[*tuple[Any, ...]], person_id: UUID | None, outcome: str) -> None:
    db.execute(update(Invitation).where(Invitation.id == invitation.id).values(ended_at=now(), outcome=outcome))
    _tell(db, invitation.household_id, person_id, invitation.id, outcome)


def _refuse_members(db: Session, member: Member, key: str) -> None:
    """Who belongs to this household may be told to its owner: they see it on the page."""
    here = select(Person.id).join(Membership, Membership.person_id == Person.id)
    if db.scalar(here.where(Membership.household_id == member.household_id, Person.email_key == key)):
        message = "They belong to this household already."
        raise Refused(message, fields={"email": message})


def _refuse_when_full(db: Session, member: Member) -> None:
    members = db.scalar(select(func.count()).where(Membership.household_id == member.household_id)) or 0
    invited = db.scalar(select(func.count()).where(*_open(member))) or 0
    if members + invited >= MOST_MEMBERS:
        message = (
            f"A household has room for {MOST_MEMBERS} people, with those you invited. Withdraw an invitation first."
        )
        raise Refused(message, fields={"email": message})


def _open(member: Member) -> tuple[Any, ...]:
    return (Invitation.household_id == member.household_id, Invitation.ended_at.is_(None))


def _good(token: str) -> tuple[Any, ...]:
    return (Invitation.token_hash == _hash(token), Invitation.ended_at.is_(None), Invitation.expires_at > now())


def _of(household_id: UUID, person_id: UUID) -> tuple[Any, ...]:
    return (Membership.household_id == household_id, Membership.person_id == person_id)


def _tell(db: Session, household_id: UUID, actor_id: UUID | None, invitation_id: UUID, change: str) -> None:
    events.record(db, household_events.InvitationChanged(household_id, actor_id, invitation_id, change))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
