"""Mails with links, written by jobs; nobody's mailbox is flooded by somebody else."""

import pytest
from sqlalchemy import select

from mingus.core import db
from mingus.core.errors import TooManyRequests
from mingus.core.events import AuditEntry
from mingus.core.ids import NIL
from mingus.core.settings import Settings
from mingus.identity.service import mails
from tests.factories import Someone, make_someone
from tests.mailbox import letters


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def write(someone: Someone, mail: str = "reset_link") -> None:
    to = mails.addressee(someone.member.person_id)
    assert to is not None
    with db.transaction(to.household_id) as session:
        getattr(mails, mail)(session, to)


def test_nobody_is_nobody(someone: Someone) -> None:
    assert mails.addressee(NIL) is None


@pytest.mark.parametrize(
    ("mail", "leads_to"),
    [("verification", "/verify-email/"), ("reset_link", "/reset-password/"), ("known_address", "/forgot-password")],
)
def test_each_mail_has_its_link_in_both_bodies(someone: Someone, mail: str, leads_to: str) -> None:
    write(someone, mail)
    [letter] = letters(someone.email)
    assert f"http://127.0.0.1:8000{leads_to}" in letter.text
    assert f"http://127.0.0.1:8000{leads_to}" in letter.html


def test_asking_for_a_reset_is_in_the_households_chain(someone: Someone) -> None:
    write(someone)
    with db.transaction(someone.member.household_id, read_only=True) as session:
        mine = AuditEntry.household_id == someone.member.household_id
        assert "PasswordResetAsked" in session.scalars(select(AuditEntry.event).where(mine)).all()


def test_five_mails_an_hour_are_enough(someone: Someone) -> None:
    for _ in range(mails.AT_MOST):
        write(someone)
    with pytest.raises(TooManyRequests):
        write(someone)
    assert len(letters(someone.email)) == mails.AT_MOST
