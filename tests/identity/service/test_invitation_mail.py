"""What an invitation's mail says, to people we do not know."""

from sqlalchemy import update

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.identity.models import Household
from tests.identity.invited import Post, new_address
from tests.mailbox import letters


def name(member: Member, text: str) -> None:
    with transaction(member.household_id) as db:
        db.execute(update(Household).where(Household.id == member.household_id).values(name=text))


def test_it_says_who_invites_to_what_and_how_to_answer(alice: Member, post: Post) -> None:
    name(alice, "Blue house")
    email = new_address()
    token = post.invite(alice, email, "viewer")
    (letter,) = letters(email)
    assert letter.subject == "You are invited to a household on Mingus"
    assert "Alice invites you to the household “Blue house” on Mingus, as a viewer." in letter.text
    for text in (letter.text, letter.html):
        assert f"/invitation/{token}" in text
        assert "change nothing" in text


def test_nobody_has_us_mail_a_message_of_theirs(alice: Member, post: Post) -> None:
    name(alice, "Win at https://evil.example")
    email = new_address()
    post.invite(alice, email)
    (letter,) = letters(email)
    assert "evil" not in letter.text + letter.html
    assert "Alice invites you to a household on Mingus, as a partner." in letter.text
