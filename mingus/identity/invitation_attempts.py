"""Inviting and joining by an invitation from start to end, for pages and API alike: limits first, hashing outside."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from mingus.core import limits
from mingus.core.db import GLOBAL, transaction
from mingus.core.permissions import require
from mingus.core.security import Principal
from mingus.core.tenancy import Member
from mingus.identity import attempts, passwords, service
from mingus.identity.rules import email_key
from mingus.identity.schemas import Registration, Visitor
from mingus.identity.schemas.households import InvitationDraft, InvitedView, Newcomer

MAILS_A_DAY: Final = 20
DAY: Final = timedelta(days=1)
ANSWERS: Final = 30
WINDOW: Final = timedelta(minutes=15)
INVITE_LIMIT: Final = f"{MAILS_A_DAY} mails in a day from a household"
ANSWER_LIMIT: Final = f"{ANSWERS} in 15 minutes from a network"


def invite(who: Member, draft: InvitationDraft) -> UUID:
    """Mail an invitation. Raises Forbidden, Refused, TooManyRequests."""
    _count_mail(who)
    with transaction(who.household_id) as db:
        return service.invitations.invite(db, who, draft)


def send_again(who: Member, invitation_id: UUID) -> None:
    """Mail it once more, with a new link. Raises Forbidden, NotFound, TooManyRequests."""
    _count_mail(who)
    with transaction(who.household_id) as db:
        service.invitations.send_again(db, who, invitation_id)


def look(token: str) -> InvitedView:
    """What an invitation says. Raises NotFound."""
    with transaction(GLOBAL, read_only=True) as db:
        return service.invitations.look(db, token)


def accept(who: Principal, token: str, visitor: Visitor) -> Member:
    """Make whoever is signed in a member. Raises NotFound, Refused, TooManyRequests."""
    _count_answer(visitor)
    with transaction(service.invitations.household_of_token(token)) as db:
        return service.invitations.accept(db, token, who.person_id, email_key(who.email))


def join(newcomer: Newcomer, token: str, visitor: Visitor) -> Member:
    """Take somebody new in, as a member of the household that invited them.

    Raises NotFound, Refused for a weak password or a taken address, TooManyRequests, Unavailable.
    """
    _count_answer(visitor)
    invited = look(token)
    told = newcomer.model_dump(include=set(Registration.model_fields))
    registration = Registration.model_validate({**told, "email": invited.email})
    attempts.check(registration)
    password_hash = passwords.hashed(newcomer.password.get_secret_value())
    with transaction(invited.household_id) as db:
        return service.join(db, token, registration, password_hash)


def decline(token: str, visitor: Visitor) -> None:
    """Say no for whoever was invited. Raises NotFound, TooManyRequests."""
    _count_answer(visitor)
    with transaction(service.invitations.household_of_token(token)) as db:
        service.invitations.decline(db, token)


def _count_mail(who: Member) -> None:
    require(who.role, "invite")
    with transaction(GLOBAL) as db:
        limits.count(db, f"invite|{who.household_id}", at_most=MAILS_A_DAY, within=DAY)


def _count_answer(visitor: Visitor) -> None:
    with transaction(GLOBAL) as db:
        limits.count(db, f"invitation|{visitor.network}", at_most=ANSWERS, within=WINDOW)
