"""Somebody new joins by an invitation."""

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Membership, Person
from mingus.identity.rules import email_key
from mingus.identity.schemas import Registration
from tests.factories import PASSWORD, Someone
from tests.identity.invited import Post


def newcomer(email: str) -> Registration:
    return Registration(
        email=email, password=SecretStr(PASSWORD), terms_accepted=True, first_name="Nell", last_name="New"
    )


def test_they_belong_to_that_household_and_to_no_other(alice: Member, post: Post) -> None:
    email = f"nell.{alice.household_id.hex}@example.com"
    token = post.invite(alice, email, "viewer")
    with transaction(alice.household_id) as db:
        joined = service.join(db, token, newcomer(email), "hash")
    assert (joined.household_id, joined.role) == (alice.household_id, "viewer")
    with transaction(GLOBAL, read_only=True) as db:
        mine = db.scalars(select(Membership.household_id).where(Membership.person_id == joined.person_id)).all()
        assert mine == [alice.household_id]
        assert db.scalar(select(Person.email_verified_at).where(Person.id == joined.person_id))


def test_a_taken_address_is_sent_to_sign_in(alice: Member, paul: Someone, post: Post) -> None:
    token = post.invite(alice, paul.email)
    with pytest.raises(Refused, match="Sign in with it"), transaction(alice.household_id) as db:
        service.join(db, token, newcomer(paul.email), "hash")
    assert service.invitations.household_of_token(token) == alice.household_id


def test_a_dead_link_leaves_no_person_behind(alice: Member) -> None:
    email = f"ned.{alice.household_id.hex}@example.com"
    with pytest.raises(NotFound), transaction(alice.household_id) as db:
        service.join(db, "A" * 43, newcomer(email), "hash")
    with transaction(GLOBAL, read_only=True) as db:
        assert db.scalar(select(func.count()).where(Person.email_key == email_key(email))) == 0
