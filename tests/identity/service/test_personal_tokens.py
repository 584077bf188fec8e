"""Tokens of people's own programs: shown once, theirs alone, over when they are revoked."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.tenancy import Member
from mingus.identity import pruning
from mingus.identity.models import PersonalToken
from mingus.identity.schemas import MadeToken, TokenDraft
from mingus.identity.service import personal_tokens


def make(member: Member, *scopes: str, days: int = 90) -> MadeToken:
    draft = TokenDraft.model_validate({"name": "My script", "scopes": scopes or ["read"], "days": days})
    with db.transaction(member.household_id) as session:
        return personal_tokens.create(session, member, draft)


def names(member: Member) -> list[str]:
    with db.transaction(member.household_id, read_only=True) as session:
        return [one.ending for one in personal_tokens.tokens_of(session, member)]


def test_only_its_hash_is_stored(alice: Member) -> None:
    made = make(alice, "write", "read")
    with db.transaction(db.GLOBAL, read_only=True) as session:
        row = session.scalars(select(PersonalToken).where(PersonalToken.id == made.id)).one()
    assert row.token_hash == personal_tokens.hash_of(made.token)
    assert made.token not in str(vars(row))
    assert (row.scopes, row.ending) == ("read write", made.token[-4:])
    assert made.token not in repr(made)


def test_it_is_listed_until_it_is_revoked_or_over(alice: Member) -> None:
    first, second = make(alice), make(alice)
    assert names(alice) == [second.ending, first.ending]
    with db.transaction(alice.household_id) as session:
        personal_tokens.revoke(session, alice, second.id)
        expired = update(PersonalToken).where(PersonalToken.id == first.id).values(expires_at=now())
        session.execute(expired)
    assert names(alice) == []


def test_nobody_sees_or_revokes_anothers(alice: Member, bob: Member) -> None:
    made = make(alice)
    assert names(bob) == []
    with pytest.raises(NotFound), db.transaction(bob.household_id) as session:
        personal_tokens.revoke(session, bob, made.id)
    assert names(alice) == [made.ending]


def test_making_and_revoking_are_in_the_audit_log(alice: Member) -> None:
    made = make(alice, "export")
    with db.transaction(alice.household_id) as session:
        personal_tokens.revoke(session, alice, made.id)
        lines = session.scalars(select(AuditEntry).where(AuditEntry.about_id == made.id).order_by(AuditEntry.number))
        said = [(line.event, line.facts) for line in lines]
    assert said == [
        ("PersonalTokenCreated", {"token_id": str(made.id), "scopes": "export"}),
        ("PersonalTokenRevoked", {"token_id": str(made.id)}),
    ]


def test_there_are_never_more_than_fifty(alice: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_tokens, "AT_MOST", 2)
    make(alice)
    make(alice)
    with pytest.raises(Refused, match="Revoke one"):
        make(alice)


def test_a_month_after_its_end_it_is_forgotten(alice: Member) -> None:
    kept, gone = make(alice), make(alice)
    for made, days in ((kept, 29), (gone, 31)):
        with db.transaction(db.GLOBAL) as session:
            ended = now() - timedelta(days=days)
            session.execute(update(PersonalToken).where(PersonalToken.id == made.id).values(expires_at=ended))
    with db.transaction(db.GLOBAL) as session:
        assert pruning.personal_tokens(session) >= 1
        left = session.scalars(select(PersonalToken.id).where(PersonalToken.person_id == alice.person_id)).all()
    assert list(left) == [kept.id]
