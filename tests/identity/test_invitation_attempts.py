"""What is counted before an invitation is mailed or answered, whether or not it then works."""

import pytest
from apiflask import APIFlask

from mingus.core.errors import Forbidden, NotFound, TooManyRequests
from mingus.core.tenancy import Member
from mingus.identity import invitation_attempts
from mingus.identity.schemas import Visitor
from mingus.identity.schemas.households import InvitationDraft
from tests.identity.invited import Post, new_address


def test_mails_are_counted_for_the_household_and_refusals_of_roles_are_not(
    app: APIFlask, alice: Member, partner: Member, post: Post
) -> None:
    draft = InvitationDraft(email=new_address())
    with app.app_context():
        with pytest.raises(Forbidden):
            invitation_attempts.invite(partner, draft)
        for _ in range(invitation_attempts.MAILS_A_DAY):
            invitation_attempts.invite(alice, draft)
        with pytest.raises(TooManyRequests):
            invitation_attempts.invite(alice, draft)
    assert len(post.tokens_to(draft.email)) == invitation_attempts.MAILS_A_DAY


def test_answers_are_counted_for_a_network(alice: Member) -> None:
    visitor = Visitor(f"network {alice.household_id}", "Test browser")
    for _ in range(invitation_attempts.ANSWERS):
        with pytest.raises(NotFound):
            invitation_attempts.decline("A" * 43, visitor)
    with pytest.raises(TooManyRequests):
        invitation_attempts.decline("A" * 43, visitor)
