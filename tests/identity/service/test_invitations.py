"""Invitations: one link to one address, good once and for a week; they merge nothing and tell nothing."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from mingus.core import clock, events
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Forbidden, NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Invitation, Membership, Person
from mingus.identity.rules import email_key
from mingus.identity.service import invitations
from tests.factories import Someone, make_someone
from tests.identity.invited import Post

GUEST = "Guest.Number@Example.com"


def accept(token: str, someone: Someone) -> Member:
    with transaction(invitations.household_of_token(token)) as db:
        return invitations.accept(db, token, someone.member.person_id, email_key(someone.email))


def households(person: Member) -> set[str]:
    with transaction(GLOBAL, read_only=True) as db:
        return {str(one.id) for one in service.households.of_person(db, person.person_id)}


def test_the_link_has_256_random_bits_and_only_its_hash_is_stored(alice: Member, post: Post) -> None:
    token = post.invite(alice, GUEST)
    assert len(token) == 43
    with transaction(GLOBAL, read_only=True) as db:
        stored = db.execute(select(Invitation.__table__).where(Invitation.household_id == alice.household_id)).one()
    assert token not in str(stored)
    assert len(stored.token_hash) == 32


def test_an_invitation_says_who_invites_to_what(alice: Member, post: Post) -> None:
    token = post.invite(alice, GUEST, "viewer")
    with transaction(GLOBAL, read_only=True) as db:
        said = invitations.look(db, token)
    assert (said.invited_by, said.household_name, said.email, said.role) == ("Alice", "My household", GUEST, "viewer")
    assert timedelta(days=6, hours=23) < said.expires_at - clock.now() <= timedelta(days=7)


def test_whoever_accepts_belongs_to_both_households(alice: Member, paul: Someone, post: Post) -> None:
    joined = accept(post.invite(alice, paul.email), paul)
    assert joined == Member(alice.household_id, paul.member.person_id, role="partner")
    assert households(joined) == {str(alice.household_id), str(paul.member.household_id)}
    known = service.find(email_key(paul.email))
    assert known
    assert known.household_id == alice.household_id  # the one chosen last is where they sign in


def test_accepting_confirms_the_address_that_got_the_link(alice: Member, paul: Someone, post: Post) -> None:
    accept(post.invite(alice, paul.email), paul)
    with transaction(GLOBAL, read_only=True) as db:
        assert db.scalar(select(Person.email_verified_at).where(Person.id == paul.member.person_id))


def test_another_address_cannot_accept(alice: Member, bob: Member, paul: Someone, post: Post) -> None:
    token = post.invite(alice, GUEST)
    with pytest.raises(Refused, match="another address"):
        accept(token, paul)
    assert households(paul.member) == {str(paul.member.household_id)}


def test_a_link_is_good_once(alice: Member, paul: Someone, post: Post) -> None:
    token = post.invite(alice, paul.email)
    accept(token, paul)
    with pytest.raises(NotFound):
        accept(token, paul)


def test_of_twenty_who_accept_at_once_one_joins(alice: Member, paul: Someone, post: Post) -> None:
    token, outcomes, barrier = post.invite(alice, paul.email), list[str](), threading.Barrier(20)

    def try_it() -> None:
        barrier.wait()
        try:
            accept(token, paul)
            outcomes.append("joined")
        except (NotFound, Refused):
            outcomes.append("refused")

    threads = [threading.Thread(target=try_it) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["joined", *["refused"] * 19]


def test_a_link_is_good_for_a_week(alice: Member, paul: Someone, post: Post) -> None:
    token = post.invite(alice, paul.email)
    with transaction(GLOBAL) as db:
        db.execute(update(Invitation).where(Invitation.email == paul.email).values(expires_at=clock.now()))
    with pytest.raises(NotFound, match="send it again"):
        accept(token, paul)
    with transaction(alice.household_id, read_only=True) as db:
        assert [one.is_expired for one in invitations.pending(db, alice)] == [True]


def test_sending_again_lets_the_first_link_die(alice: Member, paul: Someone, post: Post) -> None:
    first = post.invite(alice, paul.email)
    with transaction(alice.household_id) as db:
        (waiting,) = invitations.pending(db, alice)
        invitations.send_again(db, alice, waiting.id)
    with pytest.raises(NotFound):
        accept(first, paul)
    assert accept(post.token_to(paul.email), paul).role == "partner"


def test_inviting_the_same_address_again_changes_the_role_and_makes_no_second_one(alice: Member, post: Post) -> None:
    first = post.invite(alice, GUEST, "partner")
    second = post.invite(alice, GUEST.lower(), "viewer")
    assert first != second
    with transaction(alice.household_id, read_only=True) as db:
        assert [one.role for one in invitations.pending(db, alice)] == ["viewer"]


def test_a_withdrawn_link_is_dead(alice: Member, paul: Someone, post: Post) -> None:
    token = post.invite(alice, paul.email)
    with transaction(alice.household_id) as db:
        invitations.withdraw(db, alice, invitations.pending(db, alice)[0].id)
        assert invitations.pending(db, alice) == []
    with pytest.raises(NotFound):
        accept(token, paul)


def test_a_declined_link_is_dead(alice: Member, paul: Someone, post: Post) -> None:
    token = post.invite(alice, paul.email)
    with transaction(alice.household_id) as db:
        invitations.decline(db, token)
    with pytest.raises(NotFound):
        accept(token, paul)


def test_a_token_we_never_made_opens_nothing(alice: Member) -> None:
    for token in ("", "A" * 43, "é" * 20, "x" * 5000):
        with pytest.raises(NotFound):
            invitations.household_of_token(token)


def test_the_owner_is_told_of_members_alone_not_of_accounts(alice: Member, paul: Someone, post: Post) -> None:
    """The same happens for an address with an account and one without; only who belongs here already is named."""
    post.invite(alice, paul.email)
    post.invite(alice, GUEST)
    assert len(post.tokens_to(paul.email)) == 1
    assert post.tokens_to(GUEST)
    accept(post.token_to(paul.email), paul)
    with pytest.raises(Refused, match="belong to this household already"):
        post.invite(alice, paul.email)


def test_nobody_but_the_owner_invites(alice: Member, partner: Member, viewer: Member, post: Post) -> None:
    token = post.invite(alice, GUEST)
    with transaction(alice.household_id) as db:
        waiting = invitations.pending(db, alice)[0].id
    for who in (partner, viewer):
        with pytest.raises(Forbidden):
            post.invite(who, "other@example.com")
        with transaction(alice.household_id) as db, pytest.raises(Forbidden):
            invitations.send_again(db, who, waiting)
        with transaction(alice.household_id) as db, pytest.raises(Forbidden):
            invitations.withdraw(db, who, waiting)
    assert invitations.household_of_token(token) == alice.household_id


def test_whoever_has_not_shown_that_their_address_is_theirs_invites_nobody(alice: Member, post: Post) -> None:
    """Else they could sit in the household of whoever owns the address, and wait for them."""
    with transaction(GLOBAL) as db:
        db.execute(update(Person).where(Person.id == alice.person_id).values(email_verified_at=None))
    with pytest.raises(Refused, match="confirm your present address"):
        post.invite(alice, GUEST)


def test_another_households_owner_cannot_touch_it(alice: Member, bob: Member, post: Post) -> None:
    post.invite(alice, GUEST)
    with transaction(alice.household_id, read_only=True) as db:
        waiting = invitations.pending(db, alice)[0].id
    with transaction(bob.household_id) as db:
        assert invitations.pending(db, bob) == []
        with pytest.raises(NotFound):
            invitations.withdraw(db, bob, waiting)
        with pytest.raises(NotFound):
            invitations.send_again(db, bob, waiting)


def test_a_household_has_room_for_six(alice: Member, post: Post) -> None:
    for number in range(invitations.MOST_MEMBERS - 1):
        post.invite(alice, f"guest{number}.{new_id().hex}@example.com")
    with pytest.raises(Refused, match="room for 6"):
        post.invite(alice, GUEST)


def test_everything_is_on_record(alice: Member, paul: Someone, post: Post) -> None:
    accept(post.invite(alice, paul.email), paul)
    with transaction(alice.household_id, read_only=True) as db:
        lines = db.scalars(select(events.AuditEntry).order_by(events.AuditEntry.number)).all()
        said = [(line.event, line.facts.get("change")) for line in lines]
        assert events.first_broken_line(db, alice.household_id) is None
    assert said[-3:] == [
        ("InvitationChanged", "sent"),
        ("InvitationChanged", "accepted"),
        ("MembershipChanged", "joined as partner"),
    ]
    assert paul.email not in str([line.facts for line in lines])


def test_nobody_is_a_member_twice(alice: Member, configuration: Settings, post: Post) -> None:
    paul = make_someone(configuration)
    accept(post.invite(alice, paul.email), paul)
    with transaction(GLOBAL, read_only=True) as db:
        here = (Membership.household_id == alice.household_id, Membership.person_id == paul.member.person_id)
        assert db.scalar(select(func.count()).where(*here)) == 1
