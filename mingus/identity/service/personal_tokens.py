"""Tokens that people make for programs of their own. What is stored opens nothing; a token is shown once."""

import hashlib
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import events, sign_in_events
from mingus.core.clock import now
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.scopes import SCOPES
from mingus.core.tenancy import Member
from mingus.identity.models import Person, PersonalToken
from mingus.identity.rules import personal_tokens as rules
from mingus.identity.schemas import MadeToken, PersonalTokenView, TokenDraft

AT_MOST: Final = 50  # living ones of a person
TOO_MANY: Final = f"You have {AT_MOST} tokens already. Revoke one that you don’t use any more."


def create(db: Session, member: Member, draft: TokenDraft) -> MadeToken:
    """A new token, which is never to be seen again. Raises Refused when there are too many."""
    if (db.scalar(select(func.count()).where(*_living(member))) or 0) >= AT_MOST:
        raise Refused(TOO_MANY, fields={"name": TOO_MANY})
    token, token_id, moment = rules.make(), new_id(), now()
    scopes = " ".join(scope for scope in SCOPES if scope in draft.scopes)
    version = select(Person.session_version).where(Person.id == member.person_id).scalar_subquery()
    row = {
        "id": token_id,
        "token_hash": hash_of(token),
        "person_id": member.person_id,
        "household_id": member.household_id,
        "session_version": version,
        "name": draft.name,
        "scopes": scopes,
        "ending": token[-rules.ENDING_CHARACTERS :],
        "created_at": moment,
        "expires_at": moment + timedelta(days=draft.days),
    }
    db.execute(insert(PersonalToken).values(**row))
    events.record(db, sign_in_events.PersonalTokenCreated(member.household_id, member.person_id, token_id, scopes))
    [view] = [one for one in tokens_of(db, member) if one.id == token_id]
    return MadeToken(token=token, **view.model_dump())


def tokens_of(db: Session, member: Member) -> list[PersonalTokenView]:
    """The living tokens of this person in this household, newest first."""
    columns = (
        *(PersonalToken.id, PersonalToken.name, PersonalToken.scopes, PersonalToken.ending),
        *(PersonalToken.created_at, PersonalToken.expires_at, PersonalToken.used_at),
    )
    rows = db.execute(select(*columns).where(*_living(member)).order_by(PersonalToken.created_at.desc()))
    return [PersonalTokenView.model_validate({**row._asdict(), "scopes": row.scopes.split()}) for row in rows]


def revoke(db: Session, member: Member, token_id: UUID) -> None:
    """End a token. Raises NotFound when there is none such of this person."""
    mine = (PersonalToken.id == token_id, *_living(member))
    if db.scalar(update(PersonalToken).where(*mine).values(revoked_at=now()).returning(PersonalToken.id)) is None:
        raise NotFound("There is no such token.")
    events.record(db, sign_in_events.PersonalTokenRevoked(member.household_id, member.person_id, token_id))


def hash_of(token: str) -> bytes:
    """How a token is found."""
    return hashlib.sha256(token.encode()).digest()


def _living(member: Member) -> tuple[ColumnElement[bool], ...]:
    version = select(Person.session_version).where(Person.id == member.person_id).scalar_subquery()
    return (
        PersonalToken.person_id == member.person_id,
        PersonalToken.household_id == member.household_id,
        PersonalToken.revoked_at.is_(None),
        PersonalToken.expires_at > now(),
        PersonalToken.session_version == version,
    )
